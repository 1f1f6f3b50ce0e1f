using SpareKey.Archive;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns;

/// <summary>The library's three doors for one damaged snapshot, and what came through them.</summary>
internal static class Doors
{
    /// <summary>Null if the damage was found, located in one of the parts, at this depth; else what was said instead.</summary>
    public static async Task<string?> VerifyAsync(byte[] bytes, bool withKey, Func<string, bool> isNamed)
    {
        var report = await Made.VerifyAsync(bytes, request => withKey ? Made.WithKey(request) : request);
        return report.Findings.Any(finding => isNamed(finding.Part)) ? null : $"verify {(withKey ? "with" : "without")} the key said: {string.Join("; ", report.Findings)}";
    }

    /// <summary>Reads everything that still comes out; null if each byte of it is the original's and damage of what was asked for is an error.</summary>
    public static async Task<string?> ReadAsync(byte[] bytes)
    {
        var handedOut = new Dictionary<string, KeptStream>(StringComparer.Ordinal);
        try
        {
            using var reader = SnapshotReader.Open(new MemoryStream(bytes, writable: false));
            var index = reader.OpenIndex(TestRecipient.Anna.Key);
            await reader.CopyEntriesAsync(TestRecipient.Anna.Key, index.Entries, entry => handedOut[entry.Path] = new KeptStream(), CancellationToken.None);
        }
        catch (Exception failure) when (failure is SnapshotDamagedException or SnapshotVersionException or NoMatchingKeyException)
        {
            return Foreign(handedOut, whole: false);
        }

        return Foreign(handedOut, whole: true);
    }

    private static string? Foreign(Dictionary<string, KeptStream> handedOut, bool whole)
    {
        foreach (var (path, stream) in handedOut)
        {
            var got = stream.ToArray();
            if (!Victim.Files.TryGetValue(path, out var original) || got.Length > original.Length || !original.AsSpan(0, got.Length).SequenceEqual(got))
                return $"{path} was handed out with bytes that are not its own";
        }

        return whole && handedOut.Any(entry => entry.Value.ToArray().Length != Victim.Files[entry.Key].Length) ? "an entry was cut short without an error" : null;
    }

    // The reader disposes each stream; what went into it is looked at afterwards.
    private sealed class KeptStream : MemoryStream;
}
