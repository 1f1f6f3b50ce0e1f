using System.Numerics;

namespace SpareKey.SecurityModel.Srp;

/// <summary>The server's half of one sign-in, for tests, simulators and samples. Use once.</summary>
/// <remarks>B = k v + g^b mod N, S = (A v^u)^b mod N.</remarks>
public sealed class SrpServer
{
    private readonly SrpVerifier _verifier;
    private readonly SrpContext _context;
    private readonly SrpProtocol _protocol;
    private readonly BigInteger _exponent;
    private readonly BigInteger _b;

    internal SrpServer(SrpVerifier verifier, SrpContext context, SrpProtocol protocol, BigInteger exponent)
    {
        _verifier = verifier;
        _context = context;
        _protocol = protocol;
        _exponent = exponent;
        var k = SrpHandshake.Multiplier(protocol, context.SessionId);
        _b = ((k * verifier.Value) + BigInteger.ModPow(SrpGroup.G, exponent, SrpGroup.N)) % SrpGroup.N;
    }

    /// <summary>B as lower-case hexadecimal, to be sent to the client.</summary>
    public string PublicNumber => SrpGroup.Hex(_b);

    /// <summary>Begins a sign-in with a fresh 32-byte exponent.</summary>
    public static SrpServer Start(SrpVerifier verifier, SrpContext context, IRandomness randomness, SrpProtocol protocol = SrpProtocol.Current)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(randomness);
        return new SrpServer(verifier, context, protocol, SrpHandshake.Exponent(randomness));
    }

    /// <summary>Checks the client's number and proof; hands out the session and the proof to send back (<c>serverVerifyHash</c>). The caller disposes the session.</summary>
    /// <exception cref="MalformedDataException">A is no hexadecimal number of at most 1,024 digits.</exception>
    /// <exception cref="AuthenticationFailedException">A is 0 or 1 modulo N, or the proof is wrong.</exception>
    public (Session Session, string Proof) Confirm(string clientNumber, string clientProof)
    {
        var a = SrpGroup.Parse(clientNumber, "the client's number");
        SrpHandshake.RequireSound(a, "client");
        using var key = SessionKey(a);
        var expected = SrpHandshake.ClientProof(_protocol, _context, a, _b, key);
        SrpHandshake.RequireProof(clientProof, expected, "client");
        var proof = SrpHandshake.ServerProof(_protocol, _context, a, expected, key);
        return (new Session(key.KeyId, key.Bytes), Base64UrlText.Encode(proof));
    }

    internal SymmetricKey SessionKey(BigInteger a)
    {
        var u = SrpHandshake.Scrambler(_protocol, a, _b);
        var blinded = a * BigInteger.ModPow(_verifier.Value, u, SrpGroup.N) % SrpGroup.N;
        return SrpHandshake.SessionKey(BigInteger.ModPow(blinded, _exponent, SrpGroup.N), _context.SessionId);
    }
}
