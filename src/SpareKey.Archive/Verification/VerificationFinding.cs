namespace SpareKey.Archive;

/// <summary>One thing wrong with a snapshot.</summary>
/// <param name="Part">One of <see cref="SnapshotPart"/>, or the path of an entry in the tar stream.</param>
/// <param name="Problem">What is wrong; lower case, no full stop, no plaintext.</param>
public sealed record VerificationFinding(string Part, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Part}: {Problem}";
}
