using System.Numerics;

namespace SpareKey.SecurityModel.Srp;

/// <summary>
/// The client's half of one sign-in with SRP-6a: neither secret nor anything that can be tested against guesses crosses the wire.
/// Use once: make it, send <see cref="PublicNumber"/>, call <see cref="Complete"/> with the server's number, send the proof, check the server's.
/// </summary>
/// <remarks>Group SRPg-4096, SHA-256. S = (B - k g^x)^(a + u x) mod N, session key K = SHA256(hex text of S). Source: RFC 5054 as varied by 1Password/srp.</remarks>
public sealed class SrpClient
{
    private readonly BigInteger _exponent;
    private readonly BigInteger _a;

    internal SrpClient(BigInteger exponent)
    {
        _exponent = exponent;
        _a = BigInteger.ModPow(SrpGroup.G, exponent, SrpGroup.N);
    }

    /// <summary>A as lower-case hexadecimal, to be sent to the server.</summary>
    public string PublicNumber => SrpGroup.Hex(_a);

    /// <summary>Begins a sign-in with a fresh 32-byte exponent.</summary>
    public static SrpClient Start(IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        return new SrpClient(SrpHandshake.Exponent(randomness));
    }

    /// <summary>Takes the server's number and computes session key and proof. The caller disposes the result.</summary>
    /// <param name="x">The private value of the account.</param>
    /// <param name="serverNumber">B, hexadecimal.</param>
    /// <param name="context">The public values of this sign-in.</param>
    /// <param name="protocol">Which generation of the protocol.</param>
    /// <exception cref="MalformedDataException">B is no hexadecimal number of at most 1,024 digits.</exception>
    /// <exception cref="AuthenticationFailedException">B is 0 or 1 modulo N, or not below N.</exception>
    public SrpClientProof Complete(SrpX x, string serverNumber, SrpContext context, SrpProtocol protocol = SrpProtocol.Current)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(context);
        var b = SrpGroup.Parse(serverNumber, "the server's number");
        SrpHandshake.RequireSound(b, "server");
        var u = SrpHandshake.Scrambler(protocol, _a, b);
        var shared = SharedSecret(SrpGroup.Number(x.Value.DangerousBytes), b, u, SrpHandshake.Multiplier(protocol, context.SessionId));
        var key = SrpHandshake.SessionKey(shared, context.SessionId);
        var proof = SrpHandshake.ClientProof(protocol, context, _a, b, key);
        return new SrpClientProof(key, proof, SrpHandshake.ServerProof(protocol, context, _a, proof, key));
    }

    internal BigInteger SharedSecret(BigInteger x, BigInteger b, BigInteger u, BigInteger k)
    {
        var n = SrpGroup.N;
        var own = k * BigInteger.ModPow(SrpGroup.G, x, n) % n;
        return BigInteger.ModPow((b % n - own + n) % n, _exponent + (u * x), n);
    }
}

/// <summary>The client's result: its proof to send, and the session once the server's proof has been checked.</summary>
public sealed class SrpClientProof : IDisposable
{
    private readonly byte[] _serverProof;

    internal SrpClientProof(SymmetricKey key, ReadOnlySpan<byte> proof, byte[] serverProof)
    {
        Key = key;
        Proof = Base64UrlText.Encode(proof);
        _serverProof = serverProof;
    }

    /// <summary>The proof to send (<c>clientVerifyHash</c>), base64url.</summary>
    public string Proof { get; }

    internal SymmetricKey Key { get; }

    /// <summary>Checks the server's proof (<c>serverVerifyHash</c>) in constant time and hands out the session. Only now is it known who answers.</summary>
    /// <exception cref="AuthenticationFailedException">The proof is wrong: the other side does not hold this account's verifier.</exception>
    public Session Confirm(string serverProof)
    {
        SrpHandshake.RequireProof(serverProof, _serverProof, "server");
        return new Session(Key.KeyId, Key.Bytes);
    }

    /// <summary>Wipes the session key held here (a <see cref="Session"/> has its own copy).</summary>
    public void Dispose() => Key.Dispose();
}
