using System.Collections.Concurrent;
using System.Diagnostics;
using SpareKey.Archive;
using SpareKey.Archive.Container;
using SpareKey.Archive.Tests;

using SpareKey.TestKit.Campaigns;
namespace SpareKey.DamageCampaigns.Damage;

/// <summary>Each single byte and each length of a small snapshot, and each pair of its entries: too many for the executable, so through the library.</summary>
public sealed class EveryByteTests
{
    // With the key, SpareKey.Archive.Tests do the same in every run; here in the long form.
    [Fact]
    public async Task Every_byte_of_a_small_snapshot_changed_in_turn_is_found_and_located()
    {
        var made = (await Victim.GetAsync()).Snapshot;
        var parts = PartOfEveryByte(made);
        foreach (var mask in CampaignLength.IsLong ? Enumerable.Range(0, 8).Select(bit => (byte)(1 << bit)).Append((byte)0xFF) : [0xFF])
        {
            await AllAsync($"every byte, XOR {mask:X2}", made.Bytes.Length, async i =>
            {
                var changed = made.Bytes.ToArray();
                changed[i] ^= mask;
                return await Doors.VerifyAsync(changed, withKey: false, part => part == parts[i])
                    ?? (CampaignLength.IsLong ? await Doors.VerifyAsync(changed, withKey: true, part => part == parts[i]) : null)
                    ?? await Doors.ReadAsync(changed);
            });
        }
    }

    [Fact]
    public async Task Every_length_a_snapshot_can_be_cut_to_is_found()
    {
        var made = (await Victim.GetAsync()).Snapshot;
        await AllAsync("every truncation", made.Bytes.Length, async length =>
            await Doors.VerifyAsync(made.Bytes[..length], withKey: false, part => part == SnapshotPart.Container)
            ?? await Doors.VerifyAsync(made.Bytes[..length], withKey: true, part => part == SnapshotPart.Container)
            ?? await Doors.ReadAsync(made.Bytes[..length]));
    }

    [Fact]
    public async Task Every_pair_of_entries_exchanged_each_one_dropped_doubled_and_taken_from_another_snapshot_is_found()
    {
        var victim = await Victim.GetAsync();
        var made = victim.Snapshot;
        var names = made.Parts().Select(part => part.Name).ToArray();
        var other = victim.Other.Parts();
        var pairs = (from one in Enumerable.Range(0, names.Length) from two in Enumerable.Range(one + 1, names.Length - one - 1) select (one, two)).ToArray();
        await AllAsync("every pair of entries exchanged", pairs.Length, i =>
            FoundAsync(EntryTricks.Exchanged(made, pairs[i].one, pairs[i].two), names[pairs[i].one], names[pairs[i].two]));
        await AllAsync("every entry dropped", names.Length, i => FoundAsync(EntryTricks.Without(made, i), SnapshotPart.Header));
        await AllAsync("every entry doubled", names.Length, i => FoundAsync(EntryTricks.Doubled(made, i), SnapshotPart.Container));
        await AllAsync("every entry of another snapshot of the same recipient", names.Length, i => FoundAsync(EntryTricks.With(made, i, other[i].Content), names[i], SnapshotPart.Signature));
    }

    // A sum of sizes that no longer fits a name's bound is damage of the container; otherwise one of the two is named.
    private static async Task<string?> FoundAsync(List<(string Name, byte[] Content)> parts, params string[] named)
    {
        bool IsNamed(string part) => part == SnapshotPart.Container || named.Contains(part, StringComparer.Ordinal);
        var bytes = Raw.Zip(parts);
        return await Doors.VerifyAsync(bytes, withKey: false, IsNamed) ?? await Doors.VerifyAsync(bytes, withKey: true, IsNamed) ?? await Doors.ReadAsync(bytes);
    }

    private static async Task AllAsync(string injected, int count, Func<int, Task<string?>> inject)
    {
        var watch = Stopwatch.StartNew();
        var deviations = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, count, async (i, _) =>
        {
            if (await inject(i) is { } deviation)
                deviations.Add($"{i}: {deviation}");
        });
        var expected = $"{count} found and located without the key and with it, no foreign byte handed out";
        var seen = deviations.IsEmpty ? $"{count} of {count}" : $"{count - deviations.Count} of {count}; {string.Join(" / ", deviations.Take(5))}";
        Assert.True(Tables.Damage.Judge(injected, expected, seen, deviations.IsEmpty, watch.Elapsed), seen);
    }

    private static string[] PartOfEveryByte(Made made)
    {
        var parts = Enumerable.Repeat(SnapshotPart.Container, made.Bytes.Length).ToArray();
        foreach (var entry in ContainerReader.Open(made.Stream).Entries)
            Array.Fill(parts, entry.Name, (int)entry.DataOffset, (int)entry.Size);
        return parts;
    }
}
