using System.Security.Cryptography;

namespace SpareKey.SecurityModel.Tests.Items;

public sealed class DocumentTests
{
    [Fact]
    public void The_document_of_the_vector_opens()
    {
        var (attributes, blob) = Document();
        var expected = SyntheticAccount.Json.Node("itemsExpected")[2]!;
        Assert.Equal("résumé.txt", attributes.FileName);
        using var content = DocumentCipher.Open(attributes, blob);
        Assert.Equal(expected.Int("document_len"), content.Length);
        Assert.Equal(expected.Str("document_sha256"), Convert.ToHexStringLower(SHA256.HashData(content.DangerousBytes)));
        Assert.Equal(SyntheticAccount.Json.Node("document").Str("documentId"), attributes.DocumentId);
    }

    [Fact]
    public void A_new_document_opens_and_has_the_members_of_real_ones()
    {
        var (attributes, blob) = DocumentCipher.Seal("a.bin", [1, 2, 3], SystemRandomness.Instance);
        using var content = DocumentCipher.Open(DocumentAttributes.Read(attributes.ToJson()), blob);
        Assert.Equal([1, 2, 3], content.DangerousBytes.ToArray());
        Assert.Equal(3 + 16, attributes.EncryptedSize);
        Assert.Equal(
            SyntheticAccount.Json.Node("itemsExpected")[2]!.Node("documentAttributes").AsObject().Select(member => member.Key),
            attributes.ToJson().Select(member => member.Key));
    }

    [Fact]
    public void A_changed_short_or_foreign_blob_is_refused()
    {
        var (attributes, blob) = Document();
        blob[5] ^= 1;
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(attributes, blob));
        blob[5] ^= 1;
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(attributes, blob.AsSpan(1)));
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(attributes, []));
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(attributes, DocumentCipher.Seal("x", new byte[1240], SystemRandomness.Instance).Blob));
    }

    [Theory]
    [InlineData("integrityHash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("integrityHash", "")]
    [InlineData("encryptedSize", 1257)]
    public void A_sound_blob_of_which_the_item_says_something_else_is_refused(string member, object value)
    {
        var (attributes, blob) = Document();
        var json = attributes.ToJson();
        json[member] = value is int number ? number : (string)value;
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(DocumentAttributes.Read(json), blob));
    }

    [Fact]
    public void Without_size_and_hash_the_tag_still_guards_the_blob()
    {
        var (attributes, blob) = Document();
        var json = attributes.ToJson();
        foreach (var name in (string[])["integrityHash", "encryptedSize", "unencryptedSize"])
            json.Remove(name);
        blob[^1] ^= 1;
        Assert.Throws<DecryptionFailedException>(() => DocumentCipher.Open(DocumentAttributes.Read(json), blob));
    }

    [Fact]
    public void The_share_link_of_the_vector_derives()
    {
        var vector = Vectors.Own("item-share.json").Node("vector");
        using var secret = ItemShareSecret.Parse(vector.Str("secret_b64url"));
        Assert.Equal(vector.Str("uuid"), secret.Uuid);
        Assert.Equal(vector.Str("token"), secret.DeriveToken());
        using var key = secret.DeriveKey();
        Assert.Equal(vector.Hex("key"), key.Bytes.ToArray());
        Assert.Throws<MalformedDataException>(() => ItemShareSecret.Parse("AAAA"));
        Assert.Throws<MalformedDataException>(() => ItemShareSecret.Parse(new string('A', 100_000)));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Windows\\system32\\cmd.exe", "cmd.exe")]
    [InlineData("..", "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData(" . ", "unnamed")]
    [InlineData("a/", "unnamed")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("LPT1", "_LPT1")]
    [InlineData("nul .txt", "_nul .txt")]
    [InlineData("a\0b\u001b[31m.txt", "a_b_[31m.txt")]
    [InlineData("invoice\u202Efdp.exe", "invoice_fdp.exe")]
    [InlineData("file:stream", "file_stream")]
    [InlineData("résumé ✓.pdf", "résumé ✓.pdf")]
    [InlineData("trailing. . ", "trailing")]
    public void Hostile_file_names_become_safe_ones(string name, string safe) => Assert.Equal(safe, SafeFileName.From(name));

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_extension()
    {
        var safe = SafeFileName.From(new string('é', 500) + ".pdf");
        Assert.EndsWith(".pdf", safe, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(safe), 150, 180);
    }

    private static (DocumentAttributes Attributes, byte[] Blob) Document()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.TeamVault);
        var attributes = vault.OpenItem(SyntheticAccount.Item(2)).Details.ReadDocument() ?? throw new InvalidOperationException("no document");
        return (attributes, SyntheticAccount.Json.Node("document").B64("blob_b64url"));
    }
}
