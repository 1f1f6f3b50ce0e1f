using SpareKey.Archive;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

internal static class LabelRule
{
    public static string Check(string label) => SnapshotFileName.IsLabel(label)
        ? label
        : throw new UserErrorException(ExitCode.Usage, $"--label {label} is not a label", "use letters, digits, dots and dashes, at most 63, starting with a letter or digit");
}
