using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SpareKey.Archive;
using SpareKey.Archive.Tests;
using SpareKey.TestKit.Canaries;

namespace SpareKey.DamageCampaigns.Damage;

/// <summary>
/// Two small snapshots in a row, as the program would have written them of an account with one vault, one item and one file,
/// sealed for a key of 2048 bits: small enough to damage every byte of them.
/// </summary>
internal sealed record Victim(Made Before, Made Snapshot, Made Other)
{
    public const string Password = "canary-passphrase-Kw6Pz3Rb9Lt";

    /// <summary>What may be read nowhere but in what the key's owner asked for.</summary>
    public static CanaryScanner Scanner { get; } = new([CanaryAccount.Title, CanaryAccount.Attachment, CanaryAccount.FileName, new Canary("passphrase", Password)]);

    private static readonly Lazy<Task<Victim>> Shared = new(MakeAsync);

    public static readonly IReadOnlyDictionary<string, byte[]> Files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["vaults/a/vault.json"] = "{\"id\":\"a\",\"name\":\"Vault A\"}\n"u8.ToArray(),
        ["vaults/a/items/i.json"] = Encoding.UTF8.GetBytes($"{{\"id\":\"i\",\"title\":\"{CanaryAccount.Title.Text}\"}}\n"),
        ["vaults/a/files/i/f/letter.bin"] = [.. Encoding.UTF8.GetBytes(CanaryAccount.Attachment.Text), .. SHA512.HashData("letter"u8).SelectMany(first => SHA512.HashData([first])).Take(3000 - CanaryAccount.Attachment.Text.Length)],
    };

    public static Task<Victim> GetAsync() => Shared.Value;

    /// <summary>Anna's recovery file.</summary>
    public static byte[] Pfx { get; } = MakePfx();

    private static async Task<Victim> MakeAsync()
    {
        var before = await MakeOneAsync(Made.NewSettings(4096));
        var previous = new SnapshotReference(before.Settings.SnapshotId, before.Receipt.HeaderSha256);
        var next = Made.NewSettings(4096) with { CreatedUtc = Made.Created.AddHours(1), Previous = previous };
        return new Victim(before, await MakeOneAsync(next), await MakeOneAsync(next with { SnapshotId = SnapshotId.Create(RandomNumberGenerator.GetBytes(16)) }));
    }

    /// <summary>The same account once more, with other settings: by a stranger, or of another time.</summary>
    public static async Task<Made> MakeOneAsync(SnapshotSettings settings)
    {
        using var output = new MemoryStream();
        await using var writer = new SnapshotWriter(output, settings);
        foreach (var (path, content) in Files)
            await writer.AddAsync(path, Made.Created, content, CancellationToken.None);
        await writer.FinishAsync(Conclusion(), CancellationToken.None);
        return new Made(output.ToArray(), await writer.ReadBackAsync(CancellationToken.None), settings);
    }

    private static SnapshotConclusion Conclusion() => new()
    {
        Complete = true,
        Counts = new Dictionary<string, long>(StringComparer.Ordinal) { ["vaults"] = 1, ["items"] = 1, ["archived"] = 0, ["files"] = 1, ["missing"] = 0, ["unreachable"] = 0 },
        Content = Encoding.UTF8.GetBytes($$"""
            {"account":{"id":"ABCDEFGH","url":"https://example.1password.com","source":"op 2.32.1"},
             "vaults":[{"id":"a","name":"Vault A","contentVersion":1,"updatedAt":"2026-11-21T00:00:00Z","path":"vaults/a/vault.json",
               "items":[{"id":"i","title":"{{CanaryAccount.Title.Text}}","category":"DOCUMENT","archived":false,"version":1,"updatedAt":"2026-11-21T00:00:00Z","path":"vaults/a/items/i.json",
                 "files":[{"id":"f","name":"{{CanaryAccount.FileName.Text}}","size":3000,"path":"vaults/a/files/i/f/letter.bin"}]}]}],
             "superseded":[],"missing":[],"unreachable":[],"unreachableAccepted":false,"warnings":[]}
            """),
    };

    private static byte[] MakePfx()
    {
        using var key = RSA.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(TestRecipient.Anna.KeyPem));
        using var bare = X509CertificateLoader.LoadCertificate(TestRecipient.Anna.Certificate.ExportDer());
        using var certificate = bare.CopyWithPrivateKey(key);
        return certificate.Export(X509ContentType.Pkcs12, Password);
    }
}
