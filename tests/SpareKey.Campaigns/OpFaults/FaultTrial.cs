using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>Plays one case in a scene of its own and judges everything it left.</summary>
internal sealed partial class FaultTrial(CampaignStage stage, FaultCase subject)
{
    private static readonly TimeSpan PatienceWithChildren = TimeSpan.FromSeconds(5);

    private readonly List<string> _deviations = [];

    public async Task<FaultOutcome> RunAsync()
    {
        using var scene = stage.NewScene();
        Prepare(scene);
        var before = scene.Snapshots();
        var started = TimeProvider.System.GetTimestamp();
        var run = await PlayAsync(scene);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var words = run.Text + run.Error;
        Require(run.ExitCode == subject.Expected.ExitCode, $"exit code {run.ExitCode}: {Excerpt(words)}");
        Require(words.Contains(subject.Expected.Says, StringComparison.Ordinal), $"does not say \"{subject.Expected.Says}\": {Excerpt(words)}");
        Require(!words.Any(character => character is '\u001b' or '\u202e'), "control characters of op came through");
        JudgeTalk(run);
        await JudgeProcessesAsync(scene);
        await JudgeSnapshotsAsync(scene, before, run);
        return new FaultOutcome($"exit {run.ExitCode}{Added(scene, before)}", seconds, _deviations);
    }

    private void Prepare(CampaignScene scene)
    {
        (scene.Faults, scene.Jobs) = (subject.Row.Rules, subject.Row.Jobs);
        if (!subject.Row.Interactive)
            return;
        scene.WithToken = false;
        var file = Path.Combine(scene.AccountFolder, "account.json");
        var account = JsonNode.Parse(File.ReadAllText(file))!;
        account["interactive"]!["signed_in"] = true;
        File.WriteAllText(file, account.ToJsonString());
    }

    private Task<ProcessRun> PlayAsync(CampaignScene scene)
    {
        string[] timeout = ["--timeout", $"{subject.Row.Timeout}"];
        return subject.Command switch
        {
            Command.Backup => scene.BackupAsync(["--json", .. timeout]),
            Command.DryRun => scene.BackupAsync(["--dry-run", .. timeout]),
            _ => scene.RunAsync([.. scene.DoctorArguments, .. timeout]),
        };
    }

    /// <summary>A run that did not end well has exactly one error with one hint; one that did has none.</summary>
    private void JudgeTalk(ProcessRun run)
    {
        var (errors, hints) = subject.Command switch
        {
            Command.Backup => (JsonError().Count(run.Error), JsonHint().Count(run.Error)),
            Command.DryRun => (TextError().Count(run.Error), TextHint().Count(run.Error)),
            _ => (Math.Min(1, FailedCheck().Count(run.Text)), Math.Min(1, CheckHint().Count(run.Text))),
        };
        var expected = run.ExitCode == 0 ? 0 : 1;
        Require(errors == expected && (hints == expected || (subject.Command == Command.Doctor && expected == 0)), $"{errors} errors and {hints} hints: {Excerpt(run.Error)}");
        Require(!run.Error.Contains("   at ", StringComparison.Ordinal) && !run.Error.Contains("unexpected failure", StringComparison.Ordinal), "a stack or a crash came through");
    }

    private async Task JudgeProcessesAsync(CampaignScene scene)
    {
        var patience = PatienceWithChildren + TimeSpan.FromSeconds(subject.Row.LeavesBehind);
        Require(await OpProcesses.WaitForNoneAsync(scene, patience) is not null, "a process of op is still alive");
    }

    private async Task JudgeSnapshotsAsync(CampaignScene scene, string[] before, ProcessRun run)
    {
        var after = scene.Snapshots();
        var added = after.Except(before, StringComparer.Ordinal).ToArray();
        var wanted = subject.Command == Command.Backup && subject.Expected.ExitCode is 0 or 3 ? 1 : 0;
        Require(added.Length == wanted, $"{added.Length} new snapshots, expected {wanted}");
        Require(scene.Partials.Length == 0, $"left behind: {string.Join(", ", scene.Partials.Select(file => Path.GetFileName(file)))}");
        Require(new FileInfo(Path.Combine(scene.Destination, ".sparekey.lock")) is { Exists: false } or { Length: 0 }, "the lock names a holder");
        Require(before.All(file => File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(stage.FirstSnapshot.Span)), "an earlier snapshot is gone or was changed");
        if (subject.Command != Command.Backup)
            return;
        scene.Faults = "";
        var verified = await scene.VerifyAsync();
        Require(verified.ExitCode == 0, $"the snapshots do not verify: {Excerpt(verified.Text)}");
        if (added.Length == 1)
            await JudgeContentAsync(scene, added[0], run);
    }

    private async Task JudgeContentAsync(CampaignScene scene, string snapshot, ProcessRun run)
    {
        var view = await SnapshotView.OpenAsync(scene, snapshot);
        var missing = view.MissingInWords;
        var expected = subject.Expected.Missing;
        Require(expected == Expectation.Some ? missing.Length > 0 : missing == expected, $"missing: {missing}");
        Require((run.ExitCode == 0) == (view.Missing.Count + view.Unreachable.Count == 0), "exit code and snapshot disagree about completeness");
        Require(view.Unreachable.Count == subject.Expected.Unreachable, $"{view.Unreachable.Count} parts are called unreachable");
        scene.Faults = subject.Row.TruthIsWhatOpPrints ? subject.Row.Rules : "";
        var truth = subject.Row.TruthIsWhatOpPrints || subject.Row.ChangesTheAccount ? await AccountTruth.ReadAsync(scene) : stage.Truth;
        if (subject.Row.ExtraKey is { } extra)
            view = WithoutExtra(view, extra);
        _deviations.AddRange(view.Differences(truth, subject.Row.MayBeOlder, subject.Row.MayHoldMore));
    }

    private SnapshotView WithoutExtra(SnapshotView view, string extra)
    {
        var without = view.Items.ToDictionary(item => item.Key, item => Without(item.Value, extra));
        Require(without.Any(item => item.Value.Length < view.Items[item.Key].Length), "what the fault adds was not stored as it came");
        return view with { Items = without };
    }

    private static byte[] Without(byte[] json, string extra) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(json).Split('\n').Where(line => !line.TrimStart().StartsWith(extra, StringComparison.Ordinal))));

    private static string Added(CampaignScene scene, string[] before) =>
        scene.Snapshots().Length > before.Length ? ", a new snapshot" : ", no new snapshot";

    private void Require(bool good, string deviation)
    {
        if (!good)
            _deviations.Add(deviation);
    }

    private static string Excerpt(string words) => words.Length <= 1500 ? words : words[..1500] + "…";

    [GeneratedRegex("^\\{\"error\":\"", RegexOptions.Multiline, 1000)]
    private static partial Regex JsonError();

    [GeneratedRegex("\"hint\":\"[^\"]", RegexOptions.None, 1000)]
    private static partial Regex JsonHint();

    [GeneratedRegex("^sparekey: error: .", RegexOptions.Multiline, 1000)]
    private static partial Regex TextError();

    [GeneratedRegex("^sparekey: hint: .", RegexOptions.Multiline, 1000)]
    private static partial Regex TextHint();

    [GeneratedRegex("^\\[FAIL\\] .", RegexOptions.Multiline, 1000)]
    private static partial Regex FailedCheck();

    [GeneratedRegex(" hint: .", RegexOptions.None, 1000)]
    private static partial Regex CheckHint();
}
