using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SpareKey.Archive;
using SpareKey.Archive.Container;
using SpareKey.Archive.Tests;
using SpareKey.TestKit;

using SpareKey.TestKit.Campaigns;
namespace SpareKey.DamageCampaigns.Damage;

/// <summary>
/// One sample of every kind of damage through the program, as a person would meet it: the digest file beside the snapshot is
/// made to fit, as any attacker would. Exit code 6, the part named, and nothing in the extracted folder but original files.
/// </summary>
public sealed class ExecutableDamageTests
{
    private const int Failed = 6;

    [Fact]
    public async Task An_undamaged_snapshot_passes_all_doors() => await DriveAsync([new DamageCase("nothing", (await Victim.GetAsync()).Snapshot.Bytes, null, null, null, null, null)]);

    [Fact]
    public async Task Zip_tricks_end_at_the_container() => await DriveAsync([.. new ZipTricks((await Victim.GetAsync()).Snapshot).All()]);

    [Fact]
    public async Task Messages_of_another_form_are_refused() => await DriveAsync(await CmsTricks.AllAsync((await Victim.GetAsync()).Snapshot));

    [Fact]
    public async Task Entries_from_elsewhere_are_found() => await DriveAsync(await EntryTricks.AllAsync(await Victim.GetAsync()));

    [Fact]
    public async Task A_sample_of_flipped_bytes_and_truncations_is_found()
    {
        var made = (await Victim.GetAsync()).Snapshot;
        var step = CampaignLength.IsLong ? 97 : 997;
        var cases = new List<DamageCase>();
        for (var at = 0; at < made.Bytes.Length; at += step)
        {
            var flipped = made.Bytes.ToArray();
            flipped[at] ^= 0x10;
            cases.Add(Flipped(made, at, flipped));
            cases.Add(DamageCase.Container($"cut to {at} bytes", made.Bytes[..at]));
        }

        await DriveAsync(cases);
    }

    private static DamageCase Flipped(Made made, int at, byte[] bytes)
    {
        var entry = ContainerReader.Open(made.Stream).Entries.FirstOrDefault(entry => at >= entry.DataOffset && at < entry.End);
        var name = $"byte {at} flipped";
        return entry?.Name switch
        {
            null => DamageCase.Container(name, bytes),
            SnapshotPart.Readme => new DamageCase(name, bytes, SnapshotPart.Readme, SnapshotPart.Readme, null, null, null),
            SnapshotPart.Index => DamageCase.Index(name, bytes),
            SnapshotPart.Header => DamageCase.Everywhere(name, bytes, DamageCase.HeaderOrSignature),
            SnapshotPart.Signature => DamageCase.Everywhere(name, bytes, entry.Name),
            var segment => new DamageCase(name, bytes, segment, segment, null, null, segment),
        };
    }

    private static async Task DriveAsync(IReadOnlyList<DamageCase> cases)
    {
        var deviations = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (damage, _) =>
        {
            using var folder = new TempFolder();
            foreach (var deviation in await DriveAsync(damage, folder))
                deviations.Add($"{damage.Name}: {deviation}");
        });
        Assert.Empty(deviations);
    }

    private static async Task<List<string>> DriveAsync(DamageCase damage, TempFolder folder)
    {
        var watch = Stopwatch.StartNew();
        var snapshot = await LayOutAsync(damage, folder);
        string[] key = ["--key", folder.File("keys/anna.pfx"), "--password-file", folder.File("keys/password")];
        string[] state = ["--state-dir", folder.File("state")];
        var seen = new List<(string Door, string? Expected, ProcessRun Run)>
        {
            ("verify", damage.Sealed, await RunAsync(folder, ["verify", snapshot, "--json", .. state])),
            ("verify --key", damage.Opened, await RunAsync(folder, ["verify", snapshot, "--json", .. state, .. key])),
            ("list", damage.Header, await RunAsync(folder, ["list", "--destination", folder.File("backups")])),
            ("show", damage.Header, await RunAsync(folder, ["show", snapshot])),
            ("show --key", damage.Content, await RunAsync(folder, ["show", snapshot, .. key])),
            ("extract", damage.Extract, await RunAsync(folder, ["extract", snapshot, "--out", folder.File("out"), .. key])),
        };
        List<string> deviations = [.. seen.Select(door => Objection(door.Door, door.Expected, door.Run)).OfType<string>(), .. Foreign(folder.File("out"), damage.Extract is null), .. await ReadableAsync(folder, seen)];
        var expected = string.Join(", ", seen.Select(door => $"{door.Door}: {door.Expected ?? "0"}"));
        Tables.Damage.Add(new CampaignLine("exe, " + damage.Name, expected, deviations.Count == 0 ? "as expected; extracted files original, nothing else readable" : string.Join("; ", deviations), watch.Elapsed.TotalSeconds, deviations.Count == 0));
        return deviations;
    }

    private static async Task<string> LayOutAsync(DamageCase damage, TempFolder folder)
    {
        var name = (await Victim.GetAsync()).Snapshot.FileName;
        foreach (var own in (string[])["backups", "keys", "tmp", "home", "said"])
            Directory.CreateDirectory(folder.File(own));
        await folder.WriteAsync("keys/anna.pfx", Victim.Pfx);
        await folder.WriteAsync("keys/password", Encoding.ASCII.GetBytes(Victim.Password));
        await folder.WriteAsync($"backups/{name}.sha256", SnapshotSidecar.Create(name, Forge.Digest(damage.Bytes)));
        return await folder.WriteAsync("backups/" + name, damage.Bytes);
    }

    private static Task<ProcessRun> RunAsync(TempFolder folder, string[] arguments) => ProcessRun.RunAsync(
        Executables.SpareKey, arguments, new Dictionary<string, string?>(StringComparer.Ordinal) { ["TMPDIR"] = folder.File("tmp"), ["HOME"] = folder.File("home") });

    // Only the extracted files and what show prints for the key's owner may be plain.
    private static async Task<IEnumerable<string>> ReadableAsync(TempFolder folder, IEnumerable<(string Door, string? Expected, ProcessRun Run)> seen)
    {
        foreach (var (door, _, run) in seen.Where(each => each.Door != "show --key"))
            await folder.WriteAsync($"said/{door}.txt", (byte[])[.. run.Output, .. Encoding.UTF8.GetBytes(run.Error)]);
        string[] own = ["out", "keys"];
        var report = await Victim.Scanner.ScanAsync([.. Directory.GetDirectories(folder.Path).Where(each => !own.Contains(Path.GetFileName(each), StringComparer.Ordinal)), "/dev/shm"]);
        Tables.Damage.Searched(report);
        return report.Findings.Select(finding => $"{finding.Place} shows a {finding.Canary}: {finding.Form}");
    }

    private static string? Objection(string door, string? part, ProcessRun run)
    {
        var wanted = part is null ? 0 : Failed;
        if (run.ExitCode != wanted)
            return $"{door} ended with {run.ExitCode}, expected {wanted} for {part}: {run.Error.Trim()}";
        if (part is null)
            return null;
        var named = door.StartsWith("verify", StringComparison.Ordinal) ? Findings(run) : [run.Error, run.Text];
        return named.Any(text => part.Split('|').Any(one => text.Contains(one, StringComparison.Ordinal))) ? null : $"{door} did not name {part} but {string.Join(", ", named)}";
    }

    private static string[] Findings(ProcessRun run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.GetProperty("snapshots")[0].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("part").GetString()!)];
    }

    private static IEnumerable<string> Foreign(string folder, bool whole)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
        foreach (var file in files)
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (!Victim.Files.TryGetValue(path, out var original) || !original.AsSpan().SequenceEqual(File.ReadAllBytes(file)))
                yield return $"extract left {path}, which is not an original file";
        }

        if (whole && files.Length != Victim.Files.Count)
            yield return $"extract left {files.Length} files and ended with 0";
    }
}
