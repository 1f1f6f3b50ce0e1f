using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SpareKey.SecurityModel.Srp;

/// <summary>What both sides compute alike from A, B and the session id.</summary>
internal static class SrpHandshake
{
    public static BigInteger Multiplier(SrpProtocol protocol, string sessionId) =>
        protocol == SrpProtocol.Legacy ? SrpGroup.Number(Encoding.UTF8.GetBytes(sessionId)) : SrpGroup.K;

    public static BigInteger Scrambler(SrpProtocol protocol, BigInteger a, BigInteger b)
    {
        var u = protocol == SrpProtocol.Legacy
            ? SrpGroup.Hash(SrpGroup.HexBytes(a), SrpGroup.HexBytes(b))
            : SrpGroup.Hash(SrpGroup.Pad(a), SrpGroup.Pad(b));
        return RequireNonZero(u);
    }

    // With u = 0 the verifier drops out of the session key.
    public static BigInteger RequireNonZero(BigInteger u) =>
        u.IsZero ? throw new AuthenticationFailedException("sign-in: the exchanged numbers hash to zero") : u;

    /// <summary>Multiples of N (and 1) give a session key that anybody knows: whoever sends one wants in without the secret.</summary>
    public static void RequireSound(BigInteger number, string whose)
    {
        var reduced = number % SrpGroup.N;
        if (reduced.IsZero || reduced.IsOne || number >= SrpGroup.N)
            throw new AuthenticationFailedException($"sign-in: the {whose}'s public number is not acceptable");
    }

    public static SymmetricKey SessionKey(BigInteger shared, string sessionId)
    {
        var text = SrpGroup.HexBytes(shared);
        var key = SHA256.HashData(text);
        var sessionKey = new SymmetricKey(sessionId, key);
        CryptographicOperations.ZeroMemory(text);
        CryptographicOperations.ZeroMemory(key);
        return sessionKey;
    }

    public static byte[] ClientProof(SrpProtocol protocol, SrpContext context, BigInteger a, BigInteger b, SymmetricKey key) => protocol == SrpProtocol.Current
        ? SrpProofs.Client(SrpIdentity.Of(context.SecretKeyId, context.Email), context.Salt.Span, a, b, key.Bytes)
        : SrpProofs.LegacyClient(context.SecretKeyId, context.SessionId);

    public static byte[] ServerProof(SrpProtocol protocol, SrpContext context, BigInteger a, ReadOnlySpan<byte> clientProof, SymmetricKey key) => protocol == SrpProtocol.Current
        ? SrpProofs.Server(a, clientProof, key.Bytes)
        : SrpProofs.LegacyServer(context.SessionId, clientProof);

    /// <summary>Compares the other side's proof in constant time; every mismatch is the same failure.</summary>
    public static void RequireProof(string? given, ReadOnlySpan<byte> expected, string whose)
    {
        var bytes = given is { Length: <= 64 } ? Base64UrlText.TryDecode(given) : null;
        if (bytes is null || !CryptographicOperations.FixedTimeEquals(bytes, expected))
            throw new AuthenticationFailedException($"sign-in: the {whose} did not prove that it knows the secret");
    }

    public static BigInteger Exponent(IRandomness randomness)
    {
        var bytes = new byte[32];
        randomness.Fill(bytes);
        var exponent = SrpGroup.Number(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return exponent.IsZero ? throw new ArgumentException("the source of randomness yields zeros", nameof(randomness)) : exponent;
    }
}
