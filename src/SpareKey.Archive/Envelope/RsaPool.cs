using System.Security.Cryptography;

namespace SpareKey.Archive.Envelope;

/// <summary>One RSA object per concurrent caller: .NET promises no thread safety for instances, whatever the platform below does.</summary>
internal sealed class RsaPool(Func<RSA?> create) : IDisposable
{
    private const int MaxModulus = 2048;
    private readonly Stack<RSA> _idle = [];
    private readonly Lock _lock = new();

    /// <summary>RSAES-OAEP with SHA-256.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> plain)
    {
        var rsa = Take();
        try
        {
            return rsa.Encrypt(plain, RSAEncryptionPadding.OaepSHA256);
        }
        finally
        {
            Return(rsa);
        }
    }

    /// <summary>RSAES-OAEP with SHA-256; false for anything that does not decrypt to exactly the wanted length, without saying why.</summary>
    public bool TryDecrypt(ReadOnlySpan<byte> wrapped, Span<byte> plain)
    {
        var rsa = Take();
        Span<byte> room = stackalloc byte[MaxModulus];
        try
        {
            if (!rsa.TryDecrypt(wrapped, room, RSAEncryptionPadding.OaepSHA256, out var written) || written != plain.Length)
                return false;
            room[..written].CopyTo(plain);
            return true;
        }
        catch (CryptographicException)
        {
            // Wrong length, wrong padding, wrong key: one answer, so that nobody learns which.
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
            Return(rsa);
        }
    }

    private RSA Take()
    {
        lock (_lock)
        {
            if (_idle.Count > 0)
                return _idle.Pop();
        }

        return create() ?? throw new CryptographicException("the certificate lost its RSA key");
    }

    private void Return(RSA rsa)
    {
        lock (_lock)
            _idle.Push(rsa);
    }

    public void Dispose()
    {
        while (_idle.TryPop(out var rsa))
            rsa.Dispose();
    }
}
