using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SpareKey.Archive.Envelope;

namespace SpareKey.Archive;

/// <summary>The private key that opens snapshots, from a PFX file. Safe to use from several threads.</summary>
public sealed class RecoveryKey : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly RsaPool _keys;

    internal RecoveryKey(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _keys = new RsaPool(certificate.GetRSAPrivateKey);
        Thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        IssuerAndSerial = IssuerAndSerialNumber.Encode(certificate);
    }

    /// <summary>SHA-256 of its certificate's DER, lower-case hexadecimal.</summary>
    public string Thumbprint { get; }

    /// <summary>Subject of its certificate, for people.</summary>
    public string Subject => _certificate.Subject;

    internal byte[] IssuerAndSerial { get; }

    /// <summary>Opens a PFX file; neither key nor password is kept anywhere but in memory.</summary>
    /// <exception cref="WrongPasswordException">The password does not open it.</exception>
    /// <exception cref="RecoveryFileException">Not a PFX, no RSA key in it, more than one key, or absurd iteration counts.</exception>
    public static RecoveryKey Open(ReadOnlySpan<byte> pfx, ReadOnlySpan<char> password) => new(RecoveryFile.Load(pfx, password));

    /// <summary>True if the snapshot names this key's certificate among its recipients.</summary>
    public bool Opens(SnapshotHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Recipients.Any(recipient => SafeText.Same(recipient.Thumbprint, Thumbprint));
    }

    /// <summary>Prints nothing of the key.</summary>
    public override string ToString() => "***";

    /// <inheritdoc/>
    public void Dispose()
    {
        _keys.Dispose();
        _certificate.Dispose();
    }

    /// <summary>Unwraps a 32-byte content key; false for anything else, without saying why.</summary>
    internal bool TryUnwrap(ReadOnlySpan<byte> encryptedKey, Span<byte> key) => _keys.TryDecrypt(encryptedKey, key);
}
