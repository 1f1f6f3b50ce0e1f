using System.Security.Cryptography;
using SpareKey.Archive.Container;
using SpareKey.Archive.Segments;

namespace SpareKey.Archive;

/// <summary>One run of the verifier.</summary>
internal sealed class Verification(Stream snapshot, VerificationRequest request)
{
    private readonly FindingList _findings = new();
    private readonly List<string> _notes = [];
    private string? _headerSha256;
    private int _segments;

    public async Task<VerificationReport> RunAsync(CancellationToken cancellation)
    {
        await CheckSidecarAsync(cancellation);
        var container = _findings.Try(() => ContainerReader.OpenDirectory(snapshot));
        if (container is null)
            return Report(null, null);
        foreach (var entry in container.Entries)
            _findings.Try(() => container.CheckLocalHeader(entry));
        var header = CheckHeader(container);
        CheckStated(header);
        var index = OpenIndex(container, header);
        using var deep = index is null ? null : new DeepCheck(index, _findings);
        await CheckSegmentsAsync(container, header, index, deep, cancellation);
        deep?.Finish();
        if (index?.Entries.Count(JsonCheck.IsTooLarge) is > 0 and var large)
            _notes.Add($"{large} JSON entries beyond 64 MiB were not checked for being well-formed");
        RequireMatchingKey(header);
        return Report(header, deep);
    }

    private async Task CheckSidecarAsync(CancellationToken cancellation)
    {
        if (request.Sidecar is not { } bytes)
        {
            _notes.Add("no sidecar was given");
            return;
        }

        if (_findings.Try(() => SnapshotSidecar.Parse(bytes.Span)) is not { } sidecar)
            return;
        if (request.FileName is { } name && !SafeText.Same(name, sidecar.FileName))
            _findings.Add(SnapshotPart.Sidecar, "is for another file name");
        if (!SafeText.Same(await StreamDigest.ComputeAsync(snapshot, cancellation), sidecar.Sha256))
            _findings.Add(SnapshotPart.Sidecar, "the file's SHA-256 is another");
    }

    private SnapshotHeader? CheckHeader(ContainerReader container)
    {
        var bytes = ReadLoose(container, container.Find(SnapshotPart.Header));
        _headerSha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var header = _findings.Try(() => HeaderReader.Read(container, bytes));
        CheckWhole(container, header, 0);
        var signatureBytes = ReadLoose(container, container.Find(SnapshotPart.Signature));
        var signature = DetachedSignature.Check(signatureBytes, bytes);
        if (!signature.IsValid)
            _findings.Add(SnapshotPart.Signature, signature.Problem!);
        else if (header is not null && !SafeText.Same(signature.Signer!, header.Signer))
            _findings.Add(SnapshotPart.Signature, "was made by another certificate than snapshot.json names");
        CheckSigner(signature);
        return header;
    }

    private void CheckSigner(SnapshotSignature signature)
    {
        if (request.ExpectedSigner is null)
            _notes.Add("no signer was expected: the signature proves only that one certificate signed all of it");
        else if (signature.Signer is not null && !SafeText.Same(signature.Signer, request.ExpectedSigner))
            _findings.Add(SnapshotPart.Signature, $"was made by certificate {signature.Signer}, expected {request.ExpectedSigner}");
    }

    // The file name and the previous snapshot, as somebody outside knows them.
    private void CheckStated(SnapshotHeader? header)
    {
        if (request.FileName is { } name && !SnapshotFileName.TryParse(name, out _))
            _findings.Add(SnapshotPart.FileName, "is not of the form label_yyyyMMddTHHmmssZ.sparekey.zip");
        else if (request.FileName is not null && header is not null && !SafeText.Same(new SnapshotFileName(header.Label, header.CreatedUtc).ToString(), request.FileName))
            _findings.Add(SnapshotPart.FileName, $"snapshot.json belongs to {new SnapshotFileName(header.Label, header.CreatedUtc)}");
        if (request.FileName is null)
            _notes.Add("no file name was given");
        if (request.Previous is { } previous && header is not null && header.Previous != previous)
            _findings.Add(SnapshotPart.Previous, header.Previous is null ? "snapshot.json names none" : $"snapshot.json names {header.Previous.Id} with another header or id, expected {previous.Id}");
    }

    private SnapshotIndex? OpenIndex(ContainerReader container, SnapshotHeader? header)
    {
        var message = CheckWhole(container, header, container.Entries.Count - 3);
        _findings.Try(() => SealedCheck.CheckMessage(message, SnapshotPart.Index, SnapshotLimits.MaxIndex, header));
        if (request.RecoveryKey is not { } key)
        {
            _notes.Add("no key was given: what is inside the segments was not opened");
            return null;
        }

        return header is null || !key.Opens(header) ? null : _findings.Try(() => IndexReader.Open(message, header, key));
    }

    private Task CheckSegmentsAsync(ContainerReader container, SnapshotHeader? header, SnapshotIndex? index, DeepCheck? deep, CancellationToken cancellation)
    {
        var check = new SegmentCheck(container, header, index, request.RecoveryKey);
        return OrderedParallel.RunAsync(
            container.SegmentCount,
            request.Workers,
            i => check.Run(i + 1),
            (i, result) =>
            {
                using (result)
                    Take(i + 1, result, deep);
                return Task.CompletedTask;
            },
            cancellation);
    }

    private void Take(int number, SegmentResult result, DeepCheck? deep)
    {
        _segments++;
        foreach (var damage in result.Damage)
            _findings.Add(damage.Part, damage.Problem);
        deep?.Take(number, result.Opened);
    }

    // README.txt and index.cms: CRC, size and digest.
    private byte[] CheckWhole(ContainerReader container, SnapshotHeader? header, int position)
    {
        var bytes = ReadLoose(container, container.Entries[position]);
        if (header is not null && HeaderReader.Objection(header.Entries[position], bytes) is { } objection)
            _findings.Add(container.Entries[position].Name, objection);
        return bytes;
    }

    private byte[] ReadLoose(ContainerReader container, ContainerEntry entry)
    {
        var bytes = new byte[entry.Size];
        container.ReadAt(entry.DataOffset, bytes);
        _findings.Try(() => ContainerReader.CheckCrc(entry, bytes));
        return bytes;
    }

    // Said only about a snapshot that is otherwise sound: in a damaged one the list of recipients may be the damage.
    private void RequireMatchingKey(SnapshotHeader? header)
    {
        if (request.RecoveryKey is not { } key || header is null || key.Opens(header))
            return;
        if (_findings.All.Count == 0)
            IndexReader.RequireRecipient(header, key);
        _notes.Add("the key belongs to none of the recipients: nothing was opened");
    }

    private VerificationReport Report(SnapshotHeader? header, DeepCheck? deep) => new()
    {
        Depth = deep is null ? VerificationDepth.Sealed : VerificationDepth.Opened,
        Header = header,
        HeaderSha256 = header is null ? null : _headerSha256,
        Findings = _findings.All,
        Notes = _notes,
        SegmentsChecked = _segments,
        EntriesChecked = deep?.EntriesChecked ?? 0,
        BytesChecked = snapshot.Length,
    };
}
