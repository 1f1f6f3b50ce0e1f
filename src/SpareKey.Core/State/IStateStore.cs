namespace SpareKey.Core.State;

/// <summary>
/// What this machine remembers between runs. Losing it costs convenience and the knowledge of the newest snapshot, never a snapshot.
/// </summary>
public interface IStateStore
{
    /// <summary>How the store is called in messages, e.g. its path.</summary>
    string Name { get; }

    /// <summary>The signer's private material, or null where this machine has none yet. The caller wipes it.</summary>
    byte[]? ReadSigner();

    /// <summary>
    /// Keeps a new signer for this machine's account only (0600). Where another run was faster, the other's material stays
    /// and is returned; otherwise <paramref name="material"/>'s own bytes are.
    /// </summary>
    byte[] KeepSigner(byte[] material);

    SnapshotHead? ReadHead(string label);

    void WriteHead(SnapshotHead head);
}

/// <summary>The newest snapshot this machine wrote under a label.</summary>
public sealed record SnapshotHead(string Label, string SnapshotName, string Id, string HeaderSha256, string Signer, DateTimeOffset Created);
