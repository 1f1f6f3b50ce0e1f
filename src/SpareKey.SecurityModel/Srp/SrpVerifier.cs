using System.Numerics;

namespace SpareKey.SecurityModel.Srp;

/// <summary>
/// What the server keeps in place of a password: v = g^x mod N. Whoever steals it can test guesses of all secrets together (2SKD makes
/// that hopeless) and impersonate the server, but not sign in.
/// </summary>
public sealed class SrpVerifier
{
    internal SrpVerifier(BigInteger value) => Value = value;

    internal BigInteger Value { get; }

    /// <summary>Computes the verifier. .NET's big integers are variable in time and leave copies of x in memory.</summary>
    public static SrpVerifier From(SrpX x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new SrpVerifier(BigInteger.ModPow(SrpGroup.G, SrpGroup.Number(x.Value.DangerousBytes), SrpGroup.N));
    }

    /// <summary>Reads the lower-case or upper-case hexadecimal form.</summary>
    /// <exception cref="MalformedDataException">It is no hexadecimal number of at most 1,024 digits.</exception>
    /// <exception cref="AuthenticationFailedException">It is a number that would let anybody in.</exception>
    public static SrpVerifier Parse(string hex)
    {
        var value = SrpGroup.Parse(hex, "the verifier");
        SrpHandshake.RequireSound(value, "account");
        return new SrpVerifier(value);
    }

    /// <summary>Lower-case hexadecimal without leading zeros, as it is uploaded.</summary>
    public string ToHex() => SrpGroup.Hex(Value);
}
