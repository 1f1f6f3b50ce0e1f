using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using SpareKey.Archive.Envelope;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

public sealed class EnvelopeTests
{
    private static readonly byte[] Plaintext = "attack at dawn"u8.ToArray();

    [Fact]
    public void A_message_opens_with_the_key_of_its_recipient()
    {
        var message = Forge.Seal(Plaintext);
        var parsed = EnvelopeMessage.Parse(message, "m", 100);
        Assert.Equal(Plaintext, EnvelopeOpener.OpenInPlace(message, parsed, TestRecipient.Anna.Key, "m").ToArray());
    }

    [Fact]
    public void Nonce_and_key_are_fresh_each_time()
    {
        var nonces = Enumerable.Range(0, 50).Select(_ => Convert.ToHexString(EnvelopeMessage.Parse(Forge.Seal(Plaintext), "m", 100).Nonce.Span)).ToList();
        Assert.Equal(50, nonces.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_bit_of_a_message_counts()
    {
        var message = Forge.Seal(Plaintext);
        for (var i = 0; i < message.Length * 8; i++)
        {
            var changed = message.ToArray();
            changed[i / 8] ^= (byte)(1 << (i % 8));
            var failure = Record.Exception(() => EnvelopeOpener.OpenInPlace(changed, EnvelopeMessage.Parse(changed, "m", 100), TestRecipient.Anna.Key, "m"));
            Assert.True(failure is SnapshotDamagedException, $"bit {i}: {failure}");
        }
    }

    [Fact]
    public void A_wrong_tag_leaves_no_plaintext_behind()
    {
        var message = Forge.Seal(Plaintext);
        message[^1] ^= 1;
        var parsed = EnvelopeMessage.Parse(message, "m", 100);
        Assert.Throws<SnapshotDamagedException>(() => EnvelopeOpener.OpenInPlace(message, parsed, TestRecipient.Anna.Key, "m"));
        Assert.True(message.AsSpan().IndexOf(Plaintext) < 0);
    }

    [Fact]
    public void Truncated_prolonged_and_oversized_messages_are_refused()
    {
        var message = Forge.Seal(Plaintext);
        for (var length = 0; length < message.Length; length++)
            Refused(message[..length]);
        Refused([.. message, 0]);
        Assert.Throws<SnapshotDamagedException>(() => EnvelopeMessage.Parse(message, "m", Plaintext.Length - 1));
        EnvelopeMessage.Parse(message, "m", Plaintext.Length);
    }

    [Fact]
    public void The_same_message_in_BER_is_refused()
    {
        var message = Forge.Seal(Plaintext);
        var length = (message[2] << 8) | message[3];
        Assert.Equal(0x82, message[1]);
        Refused([0x30, 0x83, 0, .. message[2..]]);
        Refused([0x30, 0x80, .. message[4..(4 + length)], 0, 0]);
    }

    [Fact]
    public void Doubled_recipients_none_and_too_many_are_refused()
    {
        var recipient = EnvelopeMessage.Parse(Forge.Seal(Plaintext), "m", 100).Recipients[0];
        Refused(Built([recipient, recipient]));
        Refused(Built([recipient, recipient with { EncryptedKey = RandomNumberGenerator.GetBytes(256) }]));
        Refused(Built([]));
        Refused(Built([.. Enumerable.Range(0, 65).Select(Numbered)]));
        EnvelopeMessage.Parse(Built([.. Enumerable.Range(0, 64).Select(Numbered)]), "m", 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(2049)]
    public void Encrypted_keys_of_impossible_length_are_refused(int length) => Refused(Built([Numbered(1) with { EncryptedKey = new byte[length] }]));

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Nonces_of_another_length_are_refused(int length)
    {
        var prefix = EnvelopeFormat.Prefix([Numbered(1)], new byte[length], Plaintext.Length);
        Refused([.. prefix, .. Plaintext, .. EnvelopeFormat.Suffix(new byte[16])]);
    }

    [Theory]
    [InlineData("pkcs1")]
    [InlineData("oaep-sha1")]
    [InlineData("aes128")]
    [InlineData("cbc")]
    [InlineData("streamed")]
    [InlineData("keyid")]
    public async Task Messages_of_openssl_in_another_form_are_refused(string kind)
    {
        using var folder = new TempFolder();
        await folder.WriteAsync("cert.der", TestRecipient.Anna.Certificate.ExportDer());
        (await StockTool.RunAsync("openssl", ["x509", "-inform", "DER", "-in", "cert.der", "-out", "cert.pem"], folder.Path)).Expect();
        string[] oaep = ["-keyopt", "rsa_padding_mode:oaep", "-keyopt", kind is "oaep-sha1" ? "rsa_oaep_md:sha1" : "rsa_oaep_md:sha256"];
        string[] arguments =
        [
            "cms", "-encrypt", "-binary", "-outform", "DER", "-out", "message",
            kind switch { "aes128" => "-aes-128-gcm", "cbc" => "-aes-256-cbc", _ => "-aes-256-gcm" },
            .. kind is "streamed" ? (string[])["-stream"] : [],
            .. kind is "keyid" ? (string[])["-keyid"] : [],
            "-recip", "cert.pem", .. kind is "pkcs1" ? [] : oaep,
        ];
        (await StockTool.RunAsync("openssl", arguments, folder.Path, Plaintext)).Expect();
        Refused(await folder.ReadAsync("message"));
    }

    [Fact]
    public void Enveloped_data_without_authentication_is_refused()
    {
        var cms = new EnvelopedCms(new ContentInfo(Plaintext));
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(TestRecipient.Anna.Certificate.ExportDer());
        cms.Encrypt(new CmsRecipient(certificate));
        Refused(cms.Encode());
    }

    [Fact]
    public async Task One_recovery_key_opens_messages_on_many_threads_at_once()
    {
        var message = Forge.Seal(Plaintext);
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (_, _) =>
        {
            var copy = message.ToArray();
            Assert.Equal(Plaintext, EnvelopeOpener.OpenInPlace(copy, EnvelopeMessage.Parse(copy, "m", 100), TestRecipient.Anna.Key, "m").ToArray());
            return ValueTask.CompletedTask;
        });
    }

    private static EnvelopeRecipient Numbered(int number)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
            }

            writer.WriteInteger(number);
        }

        return new EnvelopeRecipient(writer.Encode(), new byte[256]);
    }

    private static byte[] Built(List<EnvelopeRecipient> recipients) =>
        [.. EnvelopeFormat.Prefix(recipients, new byte[EnvelopeFormat.NonceSize], Plaintext.Length), .. Plaintext, .. EnvelopeFormat.Suffix(new byte[EnvelopeFormat.TagSize])];

    private static void Refused(byte[] message) => Assert.Throws<SnapshotDamagedException>(() => EnvelopeMessage.Parse(message, "m", 100));
}
