using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Writes 1PUX files from the format's description.</summary>
internal static class OnePuxMaker
{
    public const string Attributes = """{"version":3,"description":"1Password Unencrypted Export","createdAt":1670261487}""";

    public static JsonObject Login => JsonNode.Parse(
        """
        {"uuid":"i1","favIndex":1,"createdAt":1600000000,"updatedAt":1600000001,"state":"active","categoryUuid":"001",
         "details":{"loginFields":[{"value":"me","id":"","name":"user","fieldType":"T","designation":"username"},{"value":"hunter2","id":"","name":"pw","fieldType":"P","designation":"password"}],
          "notesPlain":"note","passwordHistory":[{"value":"old","time":1500000000}],"future":[1.5e+300],
          "sections":[{"title":"More","name":"s1","fields":[
           {"title":"code","id":"TOTP_x","value":{"totp":"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"},"indexAtSource":0,"guarded":false,"multiline":false,"dontGenerate":true,"inputTraits":{"keyboard":"default","correction":"default","capitalization":"default"}},
           {"title":"mail","id":"m","value":{"email":{"email_address":"a@b.example","provider":null}},"guarded":true,"multiline":false,"dontGenerate":false},
           {"title":"born","id":"d","value":{"date":315619200}},
           {"title":"until","id":"my","value":{"monthYear":202612}},
           {"title":"home","id":"ad","value":{"address":{"street":"1 St","city":"X","country":"us","zip":"1","state":"Y"}}},
           {"title":"key","id":"k","value":{"sshKey":{"privateKey":"PEM","metadata":{"privateKey":"PEM","publicKey":"ssh-ed25519 A","fingerprint":"SHA256:x","keyType":"ed25519"}}}},
           {"title":"web","id":"u","value":{"url":"https://x.example"}},
           {"title":"card","id":"c","value":{"creditCardNumber":"4111"}},
           {"title":"attached","id":"f","value":{"file":{"fileName":"..\\..\\evil.exe","documentId":"doc2","decryptedSize":3}}},
           {"title":"future","id":"x","value":{"hologram":{"a":1}}},
           {"title":"none","id":"n","value":{"date":null}}]}]},
         "overview":{"subtitle":"me","title":"Title","url":"https://example.com","urls":[{"label":"website","url":"https://example.com"}],"tags":["a","b"],"ps":88,"pbe":1.5,"pgrng":true}}
        """)!.AsObject();

    public static JsonObject Document => JsonNode.Parse(
        """
        {"uuid":"i2","createdAt":1600000000,"updatedAt":1600000001,"state":"archived","categoryUuid":"006",
         "details":{"loginFields":[],"sections":[],"documentAttributes":{"fileName":"résumé.txt","documentId":"doc1","decryptedSize":5}},"overview":{"title":"Doc"}}
        """)!.AsObject();

    public static byte[] Make(params JsonNode[] items) => Zip(
        ("files/doc1__résumé.txt", "hello"u8.ToArray()),
        ("files/doc2__..%2Fevil.exe", [1, 2, 3]),
        ("files/avatar.png", [9]),
        ("export.attributes", Encoding.UTF8.GetBytes(Attributes)),
        ("export.data", Data(items).Utf8()),
        ("files/", []));

    public static JsonObject Data(params JsonNode[] items) => new()
    {
        ["accounts"] = new JsonArray((JsonNode)new JsonObject
        {
            ["attrs"] = new JsonObject { ["accountName"] = "Family", ["name"] = "Wendy", ["uuid"] = "A1" },
            ["vaults"] = new JsonArray((JsonNode)new JsonObject
            {
                ["attrs"] = new JsonObject { ["uuid"] = "v1", ["name"] = "Personal", ["type"] = "P", ["desc"] = "", ["avatar"] = "avatar.png" },
                ["items"] = new JsonArray([.. items.Select(item => item.DeepClone())]),
            }),
        }),
    };

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }
}
