using SpareKey.Core.Backup;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Rendering;

/// <summary>
/// The error of a run that worked but lacks something. It goes to stderr beside the result on stdout: whoever keeps only
/// errors (cron does) must not take silence for success.
/// </summary>
internal static class IncompleteRun
{
    private const string MissingHint = "the result names each with its reason; mend the cause and run again: earlier snapshots were not touched";

    /// <summary>Null for a complete run.</summary>
    public static UserErrorException? ErrorOf(BackupResult result)
    {
        if (result.Complete)
            return null;
        return result.Missing.Count > 0
            ? Error($"{result.Snapshot} is incomplete: {Parts(result.Missing.Count)} missing", MissingHint)
            : Error($"{result.Snapshot} is incomplete: {Parts(result.Unreachable.Count)} out of op's reach", "accept that these cannot be backed up with --accept-unreachable, or restore their items from the archive");
    }

    public static UserErrorException? ErrorOf(DryRunResult result) =>
        result.Missing.Count == 0 ? null : Error($"a run would be incomplete: {Parts(result.Missing.Count)} missing", "the result names each with its reason; mend the cause first");

    private static string Parts(int count) => count == 1 ? "1 part is" : $"{count} parts are";

    private static UserErrorException Error(string message, string hint) => new(ExitCode.Incomplete, message, hint);
}
