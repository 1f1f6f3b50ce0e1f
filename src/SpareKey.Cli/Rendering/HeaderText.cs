using SpareKey.Archive;
using SpareKey.Cli.Terminal;

namespace SpareKey.Cli.Rendering;

internal static class HeaderText
{
    public static void Write(TextWriter writer, string name, SnapshotHeader header)
    {
        writer.WriteLine($"snapshot    {Printable.Text(name)}");
        writer.WriteLine($"id          {header.Id}");
        writer.WriteLine($"label       {Printable.Text(header.Label)}");
        writer.WriteLine($"account     {Printable.Text(header.AccountId)}");
        writer.WriteLine($"created     {header.CreatedUtc:yyyy-MM-dd HH:mm:ss} UTC");
        writer.WriteLine($"state       {(header.Complete ? "complete" : "INCOMPLETE")}");
        writer.WriteLine($"holds       {string.Join(", ", header.Counts.Select(count => $"{count.Value} {Printable.Text(count.Key)}"))}");
        writer.WriteLine($"made by     {Printable.Text(header.Tool)}, {Printable.Text(header.Source)}");
        writer.WriteLine($"signer      {header.Signer}");
        foreach (var recipient in header.Recipients)
            writer.WriteLine($"recipient   {recipient.Thumbprint}");
        writer.WriteLine($"previous    {header.Previous?.Id.ToString() ?? "none: this is the first of its chain"}");
        writer.WriteLine($"segments    {header.SegmentCount}, {Units.Bytes(header.Entries.Sum(entry => entry.Size))}");
        writer.WriteLine("nothing was verified; prove it with: sparekey verify");
    }
}
