namespace SpareKey.SecurityModel;

/// <summary>
/// The private value x of the sign-in protocol: 32 bytes, read as a big-endian number. Derived like the account unlock key, under
/// the method name <c>SRPg-4096</c> and a salt of its own, so that a server that learns one learns nothing of the other.
/// </summary>
public sealed class SrpX : IDisposable
{
    /// <summary>Length in bytes.</summary>
    public const int Size = 32;

    internal SrpX(ReadOnlySpan<byte> bytes) => Value = SecretBytes.CopyOf(bytes);

    internal SecretBytes Value { get; }

    /// <summary>Two-secret key derivation under the parameters that the service keeps for this user. One PBKDF2 run.</summary>
    /// <exception cref="UnsupportedSchemeException">The parameters are those of another derivation.</exception>
    public static SrpX Derive(Credentials credentials, KeyDerivationParameters parameters, IUnlockObserver? observer = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Method != DerivationMethod.SrpX)
            throw new UnsupportedSchemeException("key derivation: these are the parameters of the account unlock key, not of the sign-in");
        using var bytes = TwoSecretDerivation.Derive(credentials, parameters, "SRP x", observer);
        return new SrpX(bytes.DangerousBytes);
    }

    /// <summary>Reads 64 hexadecimal digits (as in service-account tokens).</summary>
    /// <exception cref="MalformedDataException">It is something else.</exception>
    public static SrpX FromHex(ReadOnlySpan<char> hex)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (hex.Length != 2 * Size || Convert.FromHexString(hex, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            throw new MalformedDataException("SRP x: it is not 64 hexadecimal digits");
        var x = new SrpX(bytes);
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(bytes);
        return x;
    }

    /// <summary>Wipes the value.</summary>
    public void Dispose() => Value.Dispose();

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
