namespace SpareKey.SecurityModel.Srp;

/// <summary>Which generation of the sign-in protocol: they differ in k, u and the proofs.</summary>
public enum SrpProtocol
{
    /// <summary>Today's: k and u over padded numbers (RFC 5054), proofs M1 and M2 over the whole handshake.</summary>
    Current,

    /// <summary>Before 2023: k is the session id's text as a number, u is over hexadecimal texts; the proofs are hashes of public values and prove nothing about the key.</summary>
    Legacy,

    /// <summary>2023's step between: k and u of today, proofs of old.</summary>
    CurrentWithLegacyProofs,
}

/// <summary>
/// Public values of one sign-in that both proofs cover.
/// </summary>
/// <param name="SessionId">The session id that the server chose.</param>
/// <param name="SecretKeyId">The 6 characters of the Secret Key's account id (skid).</param>
/// <param name="Email">The account's e-mail address.</param>
/// <param name="Salt">The salt of the sign-in derivation.</param>
public sealed record SrpContext(string SessionId, string SecretKeyId, EmailAddress Email, ReadOnlyMemory<byte> Salt);
