using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel.Srp;

/// <summary>The proofs that client and server exchange. Pure functions of the handshake.</summary>
internal static class SrpProofs
{
    /// <summary>M1 = SHA256((SHA256(N) xor SHA256(g)) | SHA256(I) | salt | A | B | K). The exclusive-or is not hashed again.</summary>
    public static byte[] Client(string identity, ReadOnlySpan<byte> salt, BigInteger a, BigInteger b, ReadOnlySpan<byte> key)
    {
        var group = SHA256.HashData(SrpGroup.Minimal(SrpGroup.N));
        var generator = SHA256.HashData(SrpGroup.Minimal(SrpGroup.G));
        for (var i = 0; i < group.Length; i++)
            group[i] ^= generator[i];
        return SrpGroup.Digest(group, SHA256.HashData(Encoding.UTF8.GetBytes(identity)), salt.ToArray(), SrpGroup.Minimal(a), SrpGroup.Minimal(b), key.ToArray());
    }

    /// <summary>M2 = SHA256(A | M1 | K).</summary>
    public static byte[] Server(BigInteger a, ReadOnlySpan<byte> clientProof, ReadOnlySpan<byte> key) =>
        SrpGroup.Digest(SrpGroup.Minimal(a), clientProof.ToArray(), key.ToArray());

    /// <summary>Old client proof: SHA256(SHA256(key id) | SHA256(session id)).</summary>
    public static byte[] LegacyClient(string secretKeyId, string sessionId) => HashOfHashes(secretKeyId, sessionId);

    /// <summary>Old server proof: SHA256(SHA256(session id) | SHA256(text of the client proof)).</summary>
    public static byte[] LegacyServer(string sessionId, ReadOnlySpan<byte> clientProof) => HashOfHashes(sessionId, Base64UrlText.Encode(clientProof));

    private static byte[] HashOfHashes(string first, string second) =>
        SrpGroup.Digest(SHA256.HashData(Encoding.UTF8.GetBytes(first)), SHA256.HashData(Encoding.UTF8.GetBytes(second)));
}
