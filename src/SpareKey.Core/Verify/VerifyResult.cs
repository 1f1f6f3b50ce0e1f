using SpareKey.Archive;
using SpareKey.Core.Errors;

namespace SpareKey.Core.Verify;

/// <param name="Chain">What is wrong between snapshots: a gap, a replaced or rolled back one.</param>
public sealed record VerifyResult(string Destination, bool WithKey, IReadOnlyList<VerifiedSnapshot> Snapshots, IReadOnlyList<VerificationFinding> Chain, IReadOnlyList<string> Notes)
{
    public bool Whole => Chain.Count == 0 && Snapshots.Count > 0 && Snapshots.All(snapshot => snapshot.Report.IsSound);

    public ExitCode ExitCode => Whole ? ExitCode.Done : ExitCode.VerificationFailed;
}

public sealed record VerifiedSnapshot(string Name, VerificationReport Report);
