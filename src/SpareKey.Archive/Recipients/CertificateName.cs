using System.Security.Cryptography.X509Certificates;

namespace SpareKey.Archive;

internal static class CertificateName
{
    private const int MaxLength = 64;

    /// <summary>A name of one common name, within X.520's upper bound of 64 characters.</summary>
    public static X500DistinguishedName Create(string commonName)
    {
        if (string.IsNullOrWhiteSpace(commonName) || commonName.Length > MaxLength)
            throw new ArgumentException($"a common name has 1 to {MaxLength} characters", nameof(commonName));
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        return name.Build();
    }
}
