using System.Text.RegularExpressions;

namespace SpareKey.Campaigns.NothingReadable;

/// <summary>One execve(2) as strace writes it: every program that was started, none missed between two looks at /proc.</summary>
internal sealed partial record StartedProgram(string Path, string Arguments, string Environment)
{
    public static IReadOnlyList<StartedProgram> Read(string trace) =>
        [.. Call().Matches(trace).Select(match => new StartedProgram(match.Groups["path"].Value, match.Groups["argv"].Value, match.Groups["env"].Value))];

    // Only calls that succeeded: "op" is tried in every folder of PATH by some callers.
    [GeneratedRegex("execve\\(\"(?<path>[^\"]*)\", \\[(?<argv>.*?)\\], \\[(?<env>.*?)\\](\\) += 0| <unfinished)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Call();
}
