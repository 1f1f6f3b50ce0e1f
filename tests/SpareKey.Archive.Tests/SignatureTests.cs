using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;

namespace SpareKey.Archive.Tests;

public sealed class SignatureTests
{
    private static readonly byte[] Content = "{\"some\":\"header\"}"u8.ToArray();

    [Fact]
    public void A_signature_names_its_certificate()
    {
        var signature = Made.Signer.SignDetached(Content);
        Assert.Equal(new SnapshotSignature(true, Made.Signer.Thumbprint, null), DetachedSignature.Check(signature, Content));
    }

    [Fact]
    public void Dotnet_accepts_it_too()
    {
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.Decode(Made.Signer.SignDetached(Content));
        cms.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(Made.Signer.Thumbprint, cms.SignerInfos[0].Certificate!.GetCertHashString(HashAlgorithmName.SHA256), ignoreCase: true);
    }

    [Fact]
    public void Other_content_is_noticed()
    {
        var signature = Made.Signer.SignDetached(Content);
        Assert.False(DetachedSignature.Check(signature, [.. Content, 0x20]).IsValid);
    }

    [Fact]
    public void Every_bit_of_it_counts_and_so_does_its_length()
    {
        var signature = Made.Signer.SignDetached(Content);
        for (var i = 0; i < signature.Length * 8; i++)
        {
            var changed = signature.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            var result = DetachedSignature.Check(changed, Content);
            Assert.False(result is { IsValid: true } && string.Equals(result.Signer, Made.Signer.Thumbprint, StringComparison.Ordinal), $"bit {i} changed nothing");
        }

        for (var length = 0; length < signature.Length; length++)
            Assert.False(DetachedSignature.Check(signature.AsMemory(0, length), Content).IsValid);
        Assert.False(DetachedSignature.Check((byte[])[.. signature, 0], Content).IsValid);
    }

    [Fact]
    public void A_signature_by_another_tool_in_another_form_is_refused_though_it_is_right()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=x", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Made.Created, Made.Created.AddYears(1));
        var cms = new SignedCms(new ContentInfo(Content), detached: true);
        cms.ComputeSignature(new CmsSigner(SubjectIdentifierType.SubjectKeyIdentifier, certificate) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1") });
        Assert.False(DetachedSignature.Check(cms.Encode(), Content).IsValid);
    }

    [Fact]
    public void A_signer_survives_its_export()
    {
        var exported = Made.Signer.Export();
        using var again = SnapshotSigner.Import(exported);
        Assert.Equal(Made.Signer.Thumbprint, again.Thumbprint);
        Assert.True(DetachedSignature.Check(again.SignDetached(Content), Content).IsValid);
        Assert.Equal("***", again.ToString());
    }

    [Fact]
    public void A_key_with_anothers_certificate_is_refused()
    {
        var certificate = Encoding.ASCII.GetString(Made.Stranger.Export()).Split("-----BEGIN PRIVATE KEY")[0];
        var key = "-----BEGIN PRIVATE KEY" + Encoding.ASCII.GetString(Made.Signer.Export()).Split("-----BEGIN PRIVATE KEY")[1];
        Assert.Throws<CryptographicException>(() => SnapshotSigner.Import(Encoding.ASCII.GetBytes(certificate + key)));
        Assert.Throws<CryptographicException>(() => SnapshotSigner.Import(Encoding.ASCII.GetBytes(key)));
        Assert.Throws<CryptographicException>(() => SnapshotSigner.Import("nothing"u8));
    }
}
