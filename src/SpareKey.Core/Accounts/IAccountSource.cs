namespace SpareKey.Core.Accounts;

/// <summary>
/// Where an account's data comes from. One instance serves one run and counts the calls it made.
/// </summary>
/// <remarks>
/// Failures that end the run (no tool, wrong version, not signed in, nothing can be listed) are
/// <see cref="Errors.UserErrorException"/>. Failures of a part (a vault, an item, a file) never throw:
/// they become <see cref="CaptureGap"/>s, so that one bad part costs that part and nothing else.
/// </remarks>
public interface IAccountSource
{
    /// <summary>How many child processes (calls) were started so far.</summary>
    int Calls { get; }

    /// <summary>
    /// Finds the tool, checks its version and the sign-in. May be called again; later calls answer from the first.
    /// </summary>
    Task<SourceIdentity> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Lists what a capture would fetch, without fetching it.
    /// A vault that cannot be listed is in <see cref="SourceInventory.Gaps"/>.
    /// </summary>
    Task<SourceInventory> TakeInventoryAsync(VaultSelection selection, CancellationToken cancellationToken);

    /// <summary>
    /// Captures every vault, item, archived item and file that the account can read into <paramref name="sink"/>.
    /// When it returns, each of them was either handed to the sink or reported to it as a gap.
    /// Cancellation throws and leaves no child process behind.
    /// </summary>
    Task CaptureAsync(VaultSelection selection, ICaptureSink sink, CancellationToken cancellationToken);
}
