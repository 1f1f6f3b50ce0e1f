using System.Diagnostics;
using System.Text;

namespace SpareKey.SecurityModel.Tests.Derivation;

public sealed class InvariantGlobalizationTests
{
    private const string Switch = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    private const string Method = "The_synthetic_account_derives_its_unlock_key_whatever_the_globalization_mode";

    [Fact]
    public async Task The_same_key_comes_out_of_a_process_without_globalization_data()
    {
        var (exitCode, output) = await RunChild($"*{nameof(DerivationVectorTests)}.{Method}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_that_process_the_platforms_own_normalisation_is_indeed_switched_off()
    {
        var (exitCode, output) = await RunChild($"*{nameof(InvariantGlobalizationTests)}.{nameof(The_platforms_normalisation_is_off_where_the_switch_is_on)}");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_platforms_normalisation_is_off_where_the_switch_is_on()
    {
        if (Environment.GetEnvironmentVariable(Switch) != "1")
            Assert.Skip("runs in the child process of the test above");
        Assert.Equal("\u212B", "\u212B".Normalize(NormalizationForm.FormKD));
    }

    private static async Task<(int ExitCode, string Output)> RunChild(string method)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new InvalidOperationException("no process path")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(InvariantGlobalizationTests).Assembly.Location);
        start.ArgumentList.Add("-method");
        start.ArgumentList.Add(method);
        start.ArgumentList.Add("-noColor");
        start.Environment[Switch] = "1";
        // The child is a run of its own: what the parent's runner tells its host must not reach it.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("TESTINGPLATFORM_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var child = Process.Start(start) ?? throw new InvalidOperationException("the child did not start");
        var output = child.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = child.StandardError.ReadToEndAsync(timeout.Token);
        await child.WaitForExitAsync(timeout.Token);
        return (child.ExitCode, await output + await errors);
    }
}
