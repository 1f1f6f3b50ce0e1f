using SpareKey.Archive;
using SpareKey.Core.Backup;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Doctor;

/// <summary>Looks at everything a backup needs and says what is wrong, each on its own: one failure hides no other.</summary>
public sealed class DoctorUseCase(DoctorParts parts, TimeProvider clock)
{
    // A machine whose clock says less than this was never set: the program is younger.
    private static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const long LowSpace = 1L << 30;

    public async Task<DoctorResult> RunAsync(CancellationToken cancellationToken)
    {
        var checks = new List<DoctorCheck>();
        checks.AddRange(await OnePasswordAsync(cancellationToken));
        checks.AddRange(Certificates());
        checks.AddRange(Destination());
        checks.Add(Clock());
        checks.Add(State());
        checks.Add(Memory());
        return new DoctorResult(checks);
    }

    private async Task<IEnumerable<DoctorCheck>> OnePasswordAsync(CancellationToken cancellationToken)
    {
        try
        {
            var identity = await parts.Source.ConnectAsync(cancellationToken);
            var kind = identity.IsServiceAccount ? "service account" : "interactive session";
            return
            [
                new DoctorCheck("op", CheckState.Ok, $"{identity.ToolPath} {identity.ToolVersion}"),
                new DoctorCheck("sign-in", CheckState.Ok, $"{kind}, account {identity.AccountId} at {identity.AccountUrl}"),
                .. identity.Warnings.Select(warning => new DoctorCheck("op", CheckState.Warn, warning)),
            ];
        }
        catch (UserErrorException failure)
        {
            return [DoctorCheck.From("op", failure)];
        }
    }

    private IEnumerable<DoctorCheck> Certificates()
    {
        if (parts.Recipients.Count == 0)
            return [new DoctorCheck("certificates", CheckState.Skip, "none given; check them with --recipient recovery.cer")];
        try
        {
            var (certificates, warnings) = Recipients.Load(parts.Recipients, clock.GetUtcNow());
            return
            [
                .. certificates.Select(certificate => new DoctorCheck("certificates", CheckState.Ok, $"{certificate.Subject}, valid until {certificate.NotAfter:yyyy-MM-dd}")),
                .. warnings.Select(warning => new DoctorCheck("certificates", CheckState.Warn, warning)),
            ];
        }
        catch (UserErrorException failure)
        {
            return [DoctorCheck.From("certificates", failure)];
        }
    }

    private IEnumerable<DoctorCheck> Destination()
    {
        if (parts.Destination is not { } destination)
            return [new DoctorCheck("destination", CheckState.Skip, "none given; check it with --destination DIR")];
        try
        {
            destination.CheckWritable();
            var free = destination.FreeBytes();
            var space = free < LowSpace ? CheckState.Warn : CheckState.Ok;
            return
            [
                new DoctorCheck("destination", space, $"{destination.Name}, {destination.List().Count} snapshots, {free / (1 << 20)} MiB free"),
                Lock(destination),
            ];
        }
        catch (UserErrorException failure)
        {
            return [DoctorCheck.From("destination", failure)];
        }
    }

    private static DoctorCheck Lock(IDestination destination)
    {
        try
        {
            using var held = destination.Lock();
            return held.Warnings.Count == 0
                ? new DoctorCheck("lock", CheckState.Ok, "free")
                : new DoctorCheck("lock", CheckState.Warn, string.Join("; ", held.Warnings));
        }
        catch (UserErrorException failure) when (failure.ExitCode == ExitCode.Locked)
        {
            // A run in progress is no fault of the set-up.
            return new DoctorCheck("lock", CheckState.Warn, failure.Message);
        }
    }

    private DoctorCheck Clock()
    {
        var now = clock.GetUtcNow();
        if (now < Earliest)
            return new DoctorCheck("clock", CheckState.Fail, $"it says {now:u}", "set the clock; certificates and snapshots depend on it", ExitCode.Failed);
        var newest = parts.Destination is null ? null : NewestSnapshot(parts.Destination);
        return newest > now
            ? new DoctorCheck("clock", CheckState.Fail, $"it says {now:u}, but the newest snapshot was made at {newest:u}", "set the clock", ExitCode.Failed)
            : new DoctorCheck("clock", CheckState.Ok, $"{now:u}");
    }

    private static DateTimeOffset? NewestSnapshot(IDestination destination)
    {
        try
        {
            return destination.List().Select(name => SnapshotFileName.TryParse(name, out var parsed) ? parsed.CreatedUtc : (DateTimeOffset?)null).Max();
        }
        catch (UserErrorException)
        {
            // The destination's own check has said so already.
            return null;
        }
    }

    private DoctorCheck State()
    {
        try
        {
            return parts.State.ReadSigner() is { } signer
                ? Wiped(signer, new DoctorCheck("state", CheckState.Ok, $"{parts.State.Name}, a signer is there"))
                : new DoctorCheck("state", CheckState.Ok, $"{parts.State.Name}, no signer yet: the first backup makes one");
        }
        catch (UserErrorException failure)
        {
            return DoctorCheck.From("state", failure);
        }
    }

    private static DoctorCheck Wiped(byte[] secret, DoctorCheck check)
    {
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(secret);
        return check;
    }

    private DoctorCheck Memory() => parts.HardeningProblem is { } problem
        ? new DoctorCheck("memory", CheckState.Warn, problem)
        : new DoctorCheck("memory", CheckState.Ok, "this process writes no core dump");
}
