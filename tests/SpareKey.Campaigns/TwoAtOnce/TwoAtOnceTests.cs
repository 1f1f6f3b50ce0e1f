using System.Globalization;
using System.Text.Json;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;
using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.TwoAtOnce;

public sealed class TwoAtOnceTests(TwoAtOnceCampaign campaign) : IClassFixture<TwoAtOnceCampaign>
{
    private const string Slowly = """[{"match":{"command":"item get|vault get"},"action":{"fault":"delay","milliseconds":700}}]""";
    private const string Locked = "sparekey: error: another run holds ";

    public static TheoryData<int> Rounds => [.. Enumerable.Range(1, CampaignLength.Pick(3, 40))];

    [Theory]
    [MemberData(nameof(Rounds))]
    public Task Of_several_starters_each_ends_well_or_says_that_it_is_locked_out(int round) =>
        campaign.PlayAsync($"{2 + round % 5} backups start together, round {round}", "each exit 0 or 5; as many snapshots as zeros; the chain whole", async scene =>
        {
            var runs = await Task.WhenAll(Enumerable.Range(0, 2 + (round % 5)).Select(_ => scene.BackupAsync()));
            var wrong = new List<string>();
            var good = runs.Count(run => run.ExitCode == 0);
            Require(wrong, good >= 1, "none got through");
            wrong.AddRange(runs.Where(run => run.ExitCode is not (0 or 5)).Select(run => $"exit {run.ExitCode}: {run.Error}"));
            Require(wrong, runs.Where(run => run.ExitCode == 5).All(run => run.Error.Contains(Locked, StringComparison.Ordinal) && run.Error.Contains("sparekey: hint: ", StringComparison.Ordinal)), "a locked-out run does not say so");
            await WholeAsync(scene, 1 + good, wrong);
            return ($"{good} exit 0, {runs.Length - good} exit 5", wrong);
        });

    [Fact]
    public Task A_second_run_is_locked_out_while_the_first_works_and_the_first_is_not_disturbed() =>
        campaign.PlayAsync("a backup, a dry run and doctor beside a slow backup", "5, 5, 0 with a warning; the slow one 0", async scene =>
        {
            scene.Faults = Slowly;
            var first = scene.BackupAsync();
            await HeldAsync(scene);
            var (second, dry, doctor) = (await scene.BackupAsync(), await scene.BackupAsync("--dry-run"), await scene.RunAsync(scene.DoctorArguments));
            var overlapped = !first.IsCompleted;
            var wrong = new List<string>();
            Require(wrong, overlapped, "the first run ended too early to prove anything");
            Require(wrong, second.ExitCode == 5 && second.Error.Contains(Locked, StringComparison.Ordinal), $"the second run: {second.ExitCode}: {second.Error}");
            Require(wrong, dry.ExitCode == 5, $"the dry run: {dry.ExitCode}: {dry.Error}");
            Require(wrong, doctor.ExitCode == 0 && doctor.Text.Contains("[WARN] lock", StringComparison.Ordinal), $"doctor: {doctor.ExitCode}: {doctor.Text}");
            var ended = await first;
            Require(wrong, ended.ExitCode == 0, $"the first run: {ended.ExitCode}: {ended.Error}");
            await WholeAsync(scene, 2, wrong);
            return ($"{second.ExitCode}, {dry.ExitCode}, {doctor.ExitCode}; {ended.ExitCode}", wrong);
        });

    [Fact]
    public Task Verify_and_extract_work_beside_a_backup() =>
        campaign.PlayAsync("verify, list and extract again and again beside two backups", "exit 0, every time", async scene =>
        {
            scene.Faults = Slowly;
            var wrong = new List<string>();
            var backups = Task.Run(async () => (await scene.BackupAsync(), await scene.BackupAsync()));
            var looks = 0;
            for (; !backups.IsCompleted && looks < 1000; looks++)
            {
                var verified = await scene.VerifyAsync();
                Require(wrong, verified.ExitCode == 0, $"verify: {verified.ExitCode}: {verified.Text}{verified.Error}");
                var extracted = await scene.OpenAsync("extract", scene.Snapshots()[^1], "--out", scene.At($"opened/{looks}"));
                Require(wrong, extracted.ExitCode == 0, $"extract: {extracted.ExitCode}: {extracted.Error}");
            }

            var (one, two) = await backups;
            Require(wrong, one.ExitCode == 0 && two.ExitCode == 0, $"the backups: {one.ExitCode}, {two.ExitCode}: {one.Error}{two.Error}");
            Require(wrong, looks >= 3, "too few looks to prove anything");
            await WholeAsync(scene, 3, wrong);
            return ($"{looks} times", wrong);
        });

    [Fact]
    public Task Verify_between_the_two_renames_of_a_commit_sees_nothing_wrong() =>
        campaign.PlayAsync("verify while the sidecar has its name and the snapshot not yet", "exit 0", async scene =>
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "delays a system call with strace");
            // The second rename of a run gives the snapshot its name; it is held for four seconds.
            string[] strace = ["-f", "-b", "execve", "-o", "/dev/null", "-e", "trace=rename", "-e", "inject=rename:delay_enter=4000000:when=2"];
            var single = new Dictionary<string, string?>(scene.Environment, StringComparer.Ordinal)
            {
                ["DOTNET_PROCESSOR_COUNT"] = "1",
                ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1",
                ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1",
            };
            var backup = ProcessRun.RunAsync("strace", [.. strace, Executables.SpareKey, .. scene.BackupArguments], single);
            for (var look = 0; look < 3000 && Directory.GetFiles(scene.Destination, "*.sha256").Length < 2 && !backup.IsCompleted; look++)
                await Task.Delay(10);
            var between = Directory.GetFiles(scene.Destination, "*.sha256").Length == 2 && scene.Snapshots().Length == 1;
            var verified = await scene.VerifyAsync();
            var wrong = new List<string>();
            Require(wrong, between, "the moment was missed");
            Require(wrong, verified.ExitCode == 0, $"verify: {verified.ExitCode}: {verified.Text}");
            Require(wrong, (await backup).ExitCode == 0, "the backup failed");
            await WholeAsync(scene, 2, wrong);
            return ($"exit {verified.ExitCode}", wrong);
        });

    [Theory]
    [InlineData("this host, a dead process", 0, 0, "did not end properly")]
    [InlineData("another host, an hour ago", 1, 5, "holds")]
    [InlineData("another host, a clock ahead by an hour", -1, 5, "holds")]
    [InlineData("another host, two days ago", 48, 0, "it was taken over")]
    [InlineData("nobody, in no form", null, 0, "")]
    [InlineData("another host, at no time", 9999, 0, "it was taken over")]
    public Task A_lock_that_somebody_left_is_judged_by_who_and_when(string who, int? hours, int exitCode, string says) =>
        campaign.PlayAsync($"a lock of {who}", $"exit {exitCode}{(says.Length > 0 ? $", says: {says}" : "")}", async scene =>
        {
            var host = who.StartsWith("this", StringComparison.Ordinal) ? Environment.MachineName : "somewhere-else";
            var since = hours == 9999 ? "yesterday" : TimeProvider.System.GetUtcNow().AddHours(-(hours ?? 0)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(Path.Combine(scene.Destination, ".sparekey.lock"), hours is null ? "\0\u0001garbage" : $"{host}\n4194305\n{since}\n");
            var run = await scene.BackupAsync();
            var wrong = new List<string>();
            Require(wrong, run.ExitCode == exitCode, $"exit {run.ExitCode}: {run.Error}");
            Require(wrong, run.Error.Contains(says, StringComparison.Ordinal), $"does not say \"{says}\": {run.Error}");
            await WholeAsync(scene, exitCode == 0 ? 2 : 1, wrong);
            return ($"exit {run.ExitCode}", wrong);
        });

    private static async Task HeldAsync(CampaignScene scene)
    {
        for (var look = 0; look < 1500 && scene.Partials.Length == 0; look++)
            await Task.Delay(20);
    }

    private static async Task WholeAsync(CampaignScene scene, int snapshots, List<string> wrong)
    {
        Require(wrong, scene.Partials.Length == 0, "a .partial is left");
        var verified = await scene.VerifyAsync();
        Require(wrong, verified.ExitCode == 0, $"verify: {verified.ExitCode}: {verified.Text}");
        using var report = JsonDocument.Parse(verified.Output);
        Require(wrong, report.RootElement.GetProperty("snapshots").GetArrayLength() == snapshots, $"{report.RootElement.GetProperty("snapshots").GetArrayLength()} snapshots, expected {snapshots}");
        Require(wrong, report.RootElement.GetProperty("notes").GetArrayLength() == 0, $"the chain is broken: {report.RootElement.GetProperty("notes")}");
    }

    private static void Require(List<string> wrong, bool good, string deviation)
    {
        if (!good)
            wrong.Add(deviation);
    }
}
