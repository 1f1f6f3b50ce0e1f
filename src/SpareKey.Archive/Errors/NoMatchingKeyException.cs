namespace SpareKey.Archive;

/// <summary>The recovery key belongs to none of the snapshot's recipients.</summary>
public sealed class NoMatchingKeyException : Exception
{
    /// <summary>Lists the recipients that could open the snapshot.</summary>
    public NoMatchingKeyException(string keyThumbprint, IReadOnlyList<string> recipients)
        : base($"the key of certificate {keyThumbprint} opens nothing here; the snapshot is sealed for {string.Join(", ", recipients)}") => (KeyThumbprint, Recipients) = (keyThumbprint, recipients);

    /// <summary>SHA-256 thumbprint of the certificate of the key that was tried, lower-case hexadecimal.</summary>
    public string KeyThumbprint { get; }

    /// <summary>SHA-256 thumbprints of the recipients' certificates, lower-case hexadecimal.</summary>
    public IReadOnlyList<string> Recipients { get; }
}
