using System.Security.Cryptography;
using SpareKey.Archive;
using SpareKey.Core.Errors;
using SpareKey.Core.State;

namespace SpareKey.Core.Snapshots;

/// <summary>The backup host's signer: made on first use, then always the same, so that a snapshot of a stranger stands out.</summary>
public static class SignerKeeper
{
    public static SnapshotSigner Open(IStateStore state, string hostName, DateTimeOffset now)
    {
        var material = state.ReadSigner() ?? Create(state, hostName, now);
        try
        {
            return SnapshotSigner.Import(material);
        }
        catch (CryptographicException failure)
        {
            throw new UserErrorException(
                ExitCode.Failed,
                $"the signer in {state.Name} is damaged",
                "restore signer.key from a copy; if there is none, remove it: a new signer starts, and verify will say that it changed",
                failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(material);
        }
    }

    private static byte[] Create(IStateStore state, string hostName, DateTimeOffset now)
    {
        using var signer = SnapshotSigner.Create($"SpareKey signer on {hostName}", now);
        var material = signer.Export();
        var kept = state.KeepSigner(material);
        if (!ReferenceEquals(kept, material))
            CryptographicOperations.ZeroMemory(material);
        return kept;
    }
}
