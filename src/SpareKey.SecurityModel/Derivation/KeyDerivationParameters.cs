namespace SpareKey.SecurityModel;

/// <summary>
/// The public parameters of one derivation. Unlock key and sign-in value have a salt each: sharing one would tie the two together.
/// </summary>
public sealed class KeyDerivationParameters
{
    /// <summary>Length in bytes of a salt that this library makes. Salts of 8 to 64 bytes are read.</summary>
    public const int SaltBytes = 16;

    private readonly byte[] _salt;

    /// <summary>Names the parameters of one derivation.</summary>
    /// <exception cref="MalformedDataException">The salt is not 8 to 64 bytes long.</exception>
    public KeyDerivationParameters(DerivationMethod method, ReadOnlySpan<byte> salt, Iterations iterations)
    {
        if (salt.Length is < Limits.SaltBytesMinimum or > Limits.SaltBytesMaximum)
            throw new MalformedDataException($"key derivation: a salt of {salt.Length} bytes; {Limits.SaltBytesMinimum} to {Limits.SaltBytesMaximum} are read");
        Method = method;
        Iterations = iterations.Count == 0 ? default : iterations;
        _salt = salt.ToArray();
    }

    /// <summary>What is derived.</summary>
    public DerivationMethod Method { get; }

    /// <summary>The iteration count of PBKDF2.</summary>
    public Iterations Iterations { get; }

    /// <summary>The salt (envelope member <c>p2s</c>, sign-in member <c>salt</c>).</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>The method's name on the wire.</summary>
    public string MethodName => Method.Name();

    /// <summary>New parameters for something that is written now: a fresh 16-byte salt and <see cref="Iterations.Current"/>.</summary>
    /// <exception cref="UnsupportedSchemeException"><paramref name="method"/> is read only.</exception>
    public static KeyDerivationParameters Create(DerivationMethod method, IRandomness randomness) =>
        Create(method, Iterations.Current, randomness);

    /// <summary>As above with a chosen count.</summary>
    /// <exception cref="UnsupportedSchemeException"><paramref name="method"/> is read only.</exception>
    public static KeyDerivationParameters Create(DerivationMethod method, Iterations iterations, IRandomness randomness)
    {
        ArgumentNullException.ThrowIfNull(randomness);
        if (method == DerivationMethod.LegacyAccountUnlock)
            throw new UnsupportedSchemeException($"key derivation {DerivationMethods.LegacyAccountUnlock}: old accounts are read with it, nothing new is made");
        Span<byte> salt = stackalloc byte[SaltBytes];
        randomness.Fill(salt);
        return new KeyDerivationParameters(method, salt, iterations);
    }
}
