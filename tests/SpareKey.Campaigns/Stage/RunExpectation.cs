using SpareKey.TestKit;

namespace SpareKey.Campaigns.Stage;

internal static class RunExpectation
{
    /// <summary>Throws with the program's own words unless it ended as expected.</summary>
    public static ProcessRun Expect(this ProcessRun run, int exitCode) =>
        run.ExitCode == exitCode ? run : throw new InvalidOperationException($"exit code {run.ExitCode}, expected {exitCode}: {run.Error}{run.Text}");
}
