using System.Security.Cryptography;
using System.Text;
using SpareKey.Archive.Container;

namespace SpareKey.Archive.Tests;

/// <summary>A finished snapshot in memory and how it was made.</summary>
public sealed record Made(byte[] Bytes, SnapshotReceipt Receipt, SnapshotSettings Settings)
{
    public static readonly DateTimeOffset Created = new(2026, 11, 21, 2, 50, 57, TimeSpan.Zero);

    public static SnapshotSigner Signer { get; } = SnapshotSigner.Create("backup host", Created);

    public static SnapshotSigner Stranger { get; } = SnapshotSigner.Create("backup host", Created);

    public string FileName => new SnapshotFileName(Settings.Label, Settings.CreatedUtc).ToString();

    public MemoryStream Stream => new(Bytes, writable: false);

    public static SnapshotSettings NewSettings(int sliceTarget = SnapshotLimits.SliceTarget) => new()
    {
        SnapshotId = SnapshotId.Create(RandomNumberGenerator.GetBytes(16)),
        Label = "test",
        AccountId = "ABCDEFGH",
        CreatedUtc = Created,
        Tool = "tests",
        Source = "nothing",
        Recipients = [TestRecipient.Anna.Certificate],
        Signer = Signer,
        SliceTarget = sliceTarget,
    };

    public static SnapshotConclusion Conclusion(string content = "{\"vaults\":[]}") => new()
    {
        Complete = true,
        Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["items"] = 3 },
        Content = Encoding.UTF8.GetBytes(content),
    };

    public static async Task<Made> SnapshotAsync(SnapshotSettings settings, params IEnumerable<(string Path, byte[] Content)> entries)
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, settings);
        foreach (var (path, content) in entries)
            await writer.AddAsync(path, Created, content, CancellationToken.None);
        return await FinishAsync(writer, output, settings);
    }

    public static async Task<Made> FinishAsync(SnapshotWriter writer, MemoryStream output, SnapshotSettings settings)
    {
        await writer.FinishAsync(Conclusion(), CancellationToken.None);
        var receipt = await writer.ReadBackAsync(CancellationToken.None);
        return new Made(output.ToArray(), receipt, settings);
    }

    /// <summary>Three entries in two segments, and the end.</summary>
    public static Task<Made> SmallAsync(SnapshotSettings? settings = null) => SnapshotAsync(
        settings ?? NewSettings(4096),
        ("vaults/a/vault.json", "{\"id\":\"a\"}"u8.ToArray()),
        ("vaults/a/items/i.json", "{\"id\":\"i\"}"u8.ToArray()),
        ("vaults/a/files/i/f/letter.bin", RandomNumberGenerator.GetBytes(3000)));

    /// <summary>The files of the container, for putting them together in another way.</summary>
    internal List<(string Name, byte[] Content)> Parts()
    {
        var container = ContainerReader.Open(Stream);
        return [.. container.Entries.Select(entry => (entry.Name, container.ReadAll(entry)))];
    }

    public Task<VerificationReport> VerifyAsync(Func<VerificationRequest, VerificationRequest>? change = null) => VerifyAsync(Bytes, change);

    public static Task<VerificationReport> VerifyAsync(byte[] bytes, Func<VerificationRequest, VerificationRequest>? change = null)
    {
        var request = new VerificationRequest();
        return SnapshotVerifier.VerifyAsync(new MemoryStream(bytes, writable: false), change?.Invoke(request) ?? request, CancellationToken.None);
    }

    public static VerificationRequest WithKey(VerificationRequest request) => request with { RecoveryKey = TestRecipient.Anna.Key };
}
