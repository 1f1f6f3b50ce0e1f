using SpareKey.Cli.Terminal;
using SpareKey.Core.Backup;

namespace SpareKey.Cli.Rendering;

internal static class DryRunText
{
    public static void Write(TextWriter writer, DryRunResult result)
    {
        writer.WriteLine("dry run: nothing was fetched or written");
        writer.WriteLine($"account     {result.Account} ({(result.ServiceAccount ? "service account" : "interactive session")})");
        writer.WriteLine($"op          {result.Op}");
        foreach (var recipient in result.Recipients)
            writer.WriteLine($"recipient   {recipient}");
        writer.WriteLine($"free space  {(result.FreeBytes is { } free ? Units.Bytes(free) : "unknown")}");
        writer.WriteLine($"calls       at least {result.LeastCalls} of op, and one for each file");
        writer.WriteLine($"vaults      {result.Vaults.Count}, items {result.Vaults.Sum(vault => vault.Items)} ({result.Vaults.Sum(vault => vault.Archived)} archived, {result.Vaults.Sum(vault => vault.Documents)} documents)");
        foreach (var vault in result.Vaults)
            writer.WriteLine($"  {vault.Id}  {vault.Items,6}  {Printable.Text(vault.Name)}");
        GapText.Write(writer, "cannot be listed", result.Missing);
    }
}
