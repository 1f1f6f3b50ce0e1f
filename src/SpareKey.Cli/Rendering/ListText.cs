using SpareKey.Cli.Terminal;
using SpareKey.Core.Show;

namespace SpareKey.Cli.Rendering;

internal static class ListText
{
    public static void Write(TextWriter writer, ListResult result)
    {
        if (result.Snapshots.Count == 0)
        {
            writer.WriteLine($"no snapshots in {Printable.Text(result.Destination)}");
            return;
        }

        writer.WriteLine($"{"CREATED (UTC)",-20}  {"STATE",-10}  {"VAULTS",6}  {"ITEMS",7}  {"FILES",6}  {"SIZE",10}  NAME");
        foreach (var snapshot in result.Snapshots)
            writer.WriteLine(Line(snapshot));
    }

    private static string Line(ListedSnapshot snapshot)
    {
        if (snapshot.Header is not { } header)
            return $"{"?",-20}  {"DAMAGED",-10}  {"",6}  {"",7}  {"",6}  {"",10}  {snapshot.Name}: {Printable.Text(snapshot.Damage ?? "")}";
        var state = header.Complete ? "complete" : "INCOMPLETE";
        return $"{header.CreatedUtc:yyyy-MM-dd HH:mm:ss}   {state,-10}  {Count(header.Counts, "vaults"),6}  {Count(header.Counts, "items"),7}  {Count(header.Counts, "files"),6}  {Units.Bytes(snapshot.Bytes),10}  {snapshot.Name}";
    }

    private static long Count(IReadOnlyDictionary<string, long> counts, string name) => counts.GetValueOrDefault(name);
}
