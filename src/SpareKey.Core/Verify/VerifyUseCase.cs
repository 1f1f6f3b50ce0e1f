using SpareKey.Archive;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.State;

namespace SpareKey.Core.Verify;

/// <summary>Proves snapshots, one by one and as a chain.</summary>
public sealed class VerifyUseCase(IDestination destination, IStateStore state)
{
    public async Task<VerifyResult> RunAsync(VerifyRequest request, Action<string> stage, CancellationToken cancellationToken)
    {
        var all = destination.List();
        var wanted = request.Snapshot is null ? all : [request.Snapshot];
        if (wanted.Count == 0)
            throw new UserErrorException(ExitCode.VerificationFailed, $"{destination.Name} holds no snapshot", "check the path; an empty destination proves nothing");
        var verified = new List<VerifiedSnapshot>();
        foreach (var name in wanted)
        {
            stage($"verifying {name}");
            verified.Add(new VerifiedSnapshot(name, await TryAsync(name, request, cancellationToken)));
        }

        var links = ChainCheck.Run(destination, state, all, request);
        return new VerifyResult(destination.Name, request.Key is not null, verified, links.Findings, links.Notes);
    }

    // One file that the disk does not give says nothing about the others.
    private async Task<VerificationReport> TryAsync(string name, VerifyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await VerifyOneAsync(name, request, cancellationToken);
        }
        catch (UnreadableSnapshotException failure)
        {
            return new VerificationReport
            {
                Depth = request.Key is null ? VerificationDepth.Sealed : VerificationDepth.Opened,
                Header = null,
                HeaderSha256 = null,
                Findings = [new VerificationFinding(SnapshotPart.Container, failure.Message)],
                Notes = [],
                SegmentsChecked = 0,
                EntriesChecked = 0,
                BytesChecked = 0,
            };
        }
    }

    private async Task<VerificationReport> VerifyOneAsync(string name, VerifyRequest request, CancellationToken cancellationToken)
    {
        await using var stream = destination.OpenRead(name);
        var verification = new VerificationRequest
        {
            FileName = name,
            // Not the plain assignment: a null array converts to memory that is empty, and an empty sidecar is a damaged one.
            Sidecar = destination.ReadSidecar(name) is { } sidecar ? sidecar : default(ReadOnlyMemory<byte>?),
            ExpectedSigner = request.Signer ?? RememberedSigner(name),
            RecoveryKey = request.Key,
            Workers = Environment.ProcessorCount,
        };
        var report = await SnapshotVerifier.VerifyAsync(stream, verification, cancellationToken);
        if (request.Key is not { } key || !report.IsSound)
            return report;
        return report with { Findings = ContentInspection.Inspect(stream, key) };
    }

    private string? RememberedSigner(string name) =>
        SnapshotFileName.TryParse(name, out var parsed) ? state.ReadHead(parsed.Label)?.Signer : null;
}
