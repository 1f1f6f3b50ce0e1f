namespace SpareKey.Archive;

/// <summary>Checks a snapshot as far as the caller's knowledge reaches, and reports all damage, not only the first.</summary>
public static class SnapshotVerifier
{
    /// <summary>Verifies one snapshot.</summary>
    /// <param name="snapshot">Readable and seekable; stays open.</param>
    /// <param name="request">What the caller knows.</param>
    /// <param name="cancellation">Stops between segments.</param>
    /// <exception cref="NoMatchingKeyException">The snapshot is sound without a key, and the key given is none of its recipients'.</exception>
    /// <returns>A report; damage of whatever kind is a finding in it, never an exception.</returns>
    public static Task<VerificationReport> VerifyAsync(Stream snapshot, VerificationRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(request);
        return new Verification(snapshot, request).RunAsync(cancellation);
    }
}
