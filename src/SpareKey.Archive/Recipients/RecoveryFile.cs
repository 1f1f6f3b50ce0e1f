using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

/// <summary>Reads PFX files within bounds: .NET's own default refuses more than 300,000 iterations, which is fewer than this library writes.</summary>
internal static class RecoveryFile
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxIterations = 10_000_000;
    private const int InvalidPassword = unchecked((int)0x80070056);

    public static X509Certificate2 Load(ReadOnlySpan<byte> pfx, ReadOnlySpan<char> password, int maxIterations = MaxIterations)
    {
        if (pfx.Length is 0 or > MaxLength)
            throw new RecoveryFileException($"not a PFX file: it has {pfx.Length} bytes, expected 1 to {MaxLength}");
        var all = LoadAll(pfx, password, maxIterations);
        var usable = all.Where(certificate => certificate.HasPrivateKey).ToList();
        var chosen = usable.Count == 1 && HasRsaKey(usable[0]) ? usable[0] : null;
        foreach (var certificate in all.Where(certificate => certificate != chosen))
            certificate.Dispose();
        return chosen ?? throw new RecoveryFileException(usable.Count == 0
            ? "the PFX file holds no private key with its certificate"
            : "the PFX file must hold exactly one private key, and that an RSA key");
    }

    private static X509Certificate2[] LoadAll(ReadOnlySpan<byte> pfx, ReadOnlySpan<char> password, int maxIterations)
    {
        try
        {
            return [.. X509CertificateLoader.LoadPkcs12Collection(pfx, password, StorageFlags(), Limits(maxIterations))];
        }
        catch (CryptographicException failure) when (failure.HResult == InvalidPassword)
        {
            throw new WrongPasswordException(failure);
        }
        catch (Pkcs12LoadLimitExceededException failure)
        {
            throw new RecoveryFileException($"the PFX file exceeds a bound of this program (at most {maxIterations} iterations)", failure);
        }
        catch (CryptographicException failure)
        {
            throw new RecoveryFileException("not a PFX file, or a damaged one", failure);
        }
    }

    private static bool HasRsaKey(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey();
        return key is not null;
    }

    // macOS has no key outside a keychain; everywhere else nothing of the key may touch a disk.
    private static X509KeyStorageFlags StorageFlags() =>
        OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    private static Pkcs12LoaderLimits Limits(int maxIterations) => new()
    {
        MacIterationLimit = maxIterations,
        IndividualKdfIterationLimit = maxIterations,
        TotalKdfIterationLimit = 3 * maxIterations,
        MaxKeys = 4,
        MaxCertificates = 16,
    };
}
