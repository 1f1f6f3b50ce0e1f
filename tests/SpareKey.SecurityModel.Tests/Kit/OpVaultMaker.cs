using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Writes small OPVaults from the format's description, with fixed keys, for tests of the reader.</summary>
internal sealed class OpVaultMaker
{
    public const string Password = "p\u00E4ssword";
    public const string ItemUuid = "0123456789ABCDEF0123456789ABCDEF";
    public const string AttachmentName = "x.opvault/default/" + ItemUuid + "_FEDCBA9876543210FEDCBA9876543210.attachment";

    private readonly byte[] _masterPlain = Fill(256, 1);
    private readonly byte[] _overviewPlain = Fill(64, 2);
    private readonly byte[] _itemKeys = Fill(64, 3);

    public MemoryFiles Make()
    {
        var files = new MemoryFiles();
        Add(files, "profile.js", "var profile=", Profile(), ";");
        Add(files, "folders.js", "loadFolders(", new JsonObject { ["F1"] = new JsonObject { ["overview"] = OpData(Overview, """{"title":"Work"}"""), ["uuid"] = "F1" } }, ");");
        Add(files, "band_0.js", "ld(", new JsonObject { [ItemUuid] = Item() }, ");");
        files.Files[AttachmentName] = Attachment("../evil\u202E.txt", "content"u8);
        return files;
    }

    public JsonObject Item()
    {
        var json = new JsonObject
        {
            ["category"] = "001",
            ["created"] = 1_600_000_000,
            ["d"] = OpData(_itemKeys, """{"fields":[{"designation":"password","type":"P","value":"hunter2"}],"notesPlain":"note"}"""),
            ["fave"] = 7,
            ["folder"] = "F1",
            ["k"] = ItemKey(),
            ["o"] = OpData(Overview, """{"title":"Title","ainfo":"me","URLs":[{"u":"https://example.com"}],"tags":["a"]}"""),
            ["trashed"] = true,
            ["updated"] = 1_600_000_001,
            ["uuid"] = ItemUuid,
        };
        return Authenticate(json);
    }

    public JsonObject Authenticate(JsonObject json)
    {
        json.Remove("hmac");
        var text = string.Concat(json.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Key + member.Value switch
        {
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag ? "1" : "0",
            { } other => other.ToString(),
            null => "",
        }));
        json["hmac"] = Convert.ToBase64String(HMACSHA256.HashData(Overview.AsSpan(32), Encoding.UTF8.GetBytes(text)));
        return json;
    }

    public byte[] Attachment(string name, ReadOnlySpan<byte> content)
    {
        var metadata = new JsonObject
        {
            ["itemUUID"] = ItemUuid,
            ["contentsSize"] = content.Length,
            ["overview"] = OpData(Overview, new JsonObject { ["filename"] = name }.ToJsonString()),
            ["uuid"] = "FEDCBA9876543210FEDCBA9876543210",
        }.Utf8();
        var icon = Convert.FromBase64String(OpData(_itemKeys, "icon"));
        var header = new byte[16];
        "OPCLDAT"u8.CopyTo(header);
        header[7] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)metadata.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), 0xABCD);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), (uint)icon.Length);
        return [.. header, .. metadata, .. icon, .. OpDataBytes(_itemKeys, content)];
    }

    private byte[] Master => SHA512.HashData(_masterPlain);

    private byte[] Overview => SHA512.HashData(_overviewPlain);

    private JsonObject Profile()
    {
        var salt = Fill(16, 4);
        var derived = Rfc2898DeriveBytes.Pbkdf2(Password, salt, 10_000, HashAlgorithmName.SHA512, 64);
        return new JsonObject
        {
            ["uuid"] = "2B894A18997C4638BACC55F2D56A4890",
            ["profileName"] = "default",
            ["salt"] = Convert.ToBase64String(salt),
            ["iterations"] = 10_000,
            ["masterKey"] = Convert.ToBase64String(OpDataBytes(derived, _masterPlain)),
            ["overviewKey"] = Convert.ToBase64String(OpDataBytes(derived, _overviewPlain)),
        };
    }

    private string ItemKey()
    {
        var iv = Fill(16, 5);
        byte[] body = [.. iv, .. Encrypt(Master, iv, _itemKeys)];
        return Convert.ToBase64String([.. body, .. HMACSHA256.HashData(Master.AsSpan(32), body)]);
    }

    private static string OpData(byte[] keys, string text) => Convert.ToBase64String(OpDataBytes(keys, Encoding.UTF8.GetBytes(text)));

    private static byte[] OpDataBytes(byte[] keys, ReadOnlySpan<byte> plaintext)
    {
        var iv = Fill(16, 6);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)plaintext.Length);
        byte[] padded = [.. Fill(16 - (plaintext.Length % 16), 7), .. plaintext];
        byte[] body = [.. "opdata01"u8, .. length, .. iv, .. Encrypt(keys, iv, padded)];
        return [.. body, .. HMACSHA256.HashData(keys.AsSpan(32), body)];
    }

    private static byte[] Encrypt(byte[] keys, byte[] iv, byte[] plaintext)
    {
        using var aes = Aes.Create();
        aes.Key = keys[..32];
        return aes.EncryptCbc(plaintext, iv, PaddingMode.None);
    }

    private static byte[] Fill(int count, int seed)
    {
        var bytes = new byte[count];
        new SeededRandomness(seed).Fill(bytes);
        return bytes;
    }

    private static void Add(MemoryFiles files, string name, string before, JsonObject json, string after) =>
        files.Files["x.opvault/default/" + name] = Encoding.UTF8.GetBytes(before + json.ToJsonString() + after);
}
