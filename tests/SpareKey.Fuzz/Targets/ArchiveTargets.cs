using System.Security.Cryptography;
using System.Text;
using SpareKey.Archive;
using SpareKey.Archive.Container;
using SpareKey.Archive.Envelope;
using SpareKey.Archive.Segments;
using SpareKey.Archive.Tar;
using SpareKey.Core.Snapshots;

namespace SpareKey.Fuzz;

/// <summary>Whatever lies in a destination, and whatever a signer put under the tags.</summary>
internal static class ArchiveTargets
{
    private static readonly Type[] Damage = [typeof(SnapshotDamagedException)];
    private static readonly Type[] DamageOrNewer = [typeof(SnapshotDamagedException), typeof(SnapshotVersionException)];
    private static readonly byte[] Tar = Encoding.ASCII.GetBytes("content of an entry");
    private static readonly SnapshotIndexEntry Entry = new("vaults/a/vault.json", Tar.Length, Convert.ToHexStringLower(SHA256.HashData(Tar)), DateTimeOffset.UnixEpoch, 1, 0);
    private static readonly RecoveryKey Key = RecoveryKey.Open(CorpusFiles.Pfx, CorpusFiles.Password);

    public static IEnumerable<FuzzTarget> All =>
    [
        new() { Name = "header", Corpus = () => Parts(SnapshotPart.Header), Parse = input => SnapshotHeaderJson.Read(input), Documented = DamageOrNewer },
        new() { Name = "index", Corpus = () => [Index()], Parse = ReadIndex, Documented = Damage },
        new() { Name = "index-content", Corpus = () => CorpusFiles.Of("index-content"), Parse = ReadContent, Documented = Damage, AllocationPerByte = 256 },
        new() { Name = "cms", Corpus = () => [.. Parts(SnapshotPart.Segment(1)), .. Parts(SnapshotPart.Index)], Parse = Open, Documented = Damage, Inputs = 4000 },
        new() { Name = "zip", Corpus = () => CorpusFiles.Snapshots, Parse = Read, Documented = [.. DamageOrNewer, typeof(NoMatchingKeyException)], Inputs = 3000, Allocation = 1 << 20 },
        new() { Name = "gzip", Corpus = Members, Parse = input => GzipMember.ExpandExactly(input, new byte[4096], "member"), Documented = Damage, Allocation = 512 * 1024 },
        new() { Name = "tar", Corpus = () => [TarBytes()], Parse = Walk, Documented = Damage },
        new() { Name = "signature", Corpus = () => Parts(SnapshotPart.Signature), Parse = input => DetachedSignature.Check(input, Tar), Inputs = 3000 },
        new() { Name = "sidecar", Corpus = () => [SnapshotSidecar.Create("1password_20261121T025057Z.sparekey.zip", new string('a', 64))], Parse = ReadSidecar, Documented = Damage },
    ];

    private static List<byte[]> Parts(string name)
    {
        var container = ContainerReader.Open(new MemoryStream(CorpusFiles.SoundSnapshot));
        return [container.ReadAll(container.Find(name)), .. CorpusFiles.OfIfAny(name)];
    }

    private static byte[] Index()
    {
        var message = Parts(SnapshotPart.Index)[0];
        var member = EnvelopeOpener.OpenInPlace(message, EnvelopeMessage.Parse(message, "index", SnapshotLimits.MaxIndex), Key, "index");
        return GzipMember.Expand(member, SnapshotLimits.MaxIndex, "index");
    }

    private static void ReadIndex(byte[] input) => SnapshotIndexRules.CheckItself(SnapshotIndexJson.Read(input));

    private static void ReadContent(byte[] input)
    {
        var content = SnapshotContents.Read(new SnapshotIndex
        {
            Id = SnapshotId.Create(new byte[16]),
            Signer = "",
            Label = "",
            AccountId = "",
            CreatedUtc = DateTimeOffset.UnixEpoch,
            Segments = [],
            Entries = [],
            Content = input,
        });
        // What the verbs do with it: a member that is missing must have been refused by now.
        foreach (var path in SnapshotContents.Paths(content))
            _ = path.Length;
        foreach (var gap in content.Missing.Concat(content.Unreachable))
            _ = gap.Reason.Length + gap.VaultId.Length;
        _ = content.Missing.Count + content.Unreachable.Count + content.Warnings.Count + content.Account.Id.Length;
    }

    private static void Open(byte[] input)
    {
        var message = EnvelopeMessage.Parse(input, "message", SnapshotLimits.MaxSegmentCiphertext);
        EnvelopeOpener.OpenInPlace(input, message, Key, "message");
    }

    private static void Read(byte[] input)
    {
        using var reader = SnapshotReader.Open(new MemoryStream(input));
        reader.CheckSignature();
        reader.OpenIndex(Key);
    }

    private static IReadOnlyList<byte[]> Members()
    {
        var member = new byte[8192];
        var length = GzipMember.Write(new byte[4096], member, 0);
        return [member[..length]];
    }

    private static byte[] TarBytes()
    {
        var bytes = new byte[TarHeader.EntryLength(Entry.Path, Entry.Size)];
        TarHeader.Create(Entry.Path, Entry.Size, Entry.Modified).CopyTo(bytes, 0);
        Tar.CopyTo(bytes, bytes.Length - 512);
        return bytes;
    }

    private static void Walk(byte[] input)
    {
        using var check = new TarEntryCheck(Entry);
        check.Accept(input.AsMemory(0, (int)Math.Min(input.Length, check.Remaining)), 1);
        check.Complete(1);
    }

    private static void ReadSidecar(byte[] input)
    {
        if (!SnapshotFileName.TryParse(Encoding.UTF8.GetString(input), out _))
            SnapshotSidecar.Parse(input);
    }
}
