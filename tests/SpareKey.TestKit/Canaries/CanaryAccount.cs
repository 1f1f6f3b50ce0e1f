using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.TestKit.Canaries;

/// <summary>
/// A small account with a planted secret of every kind: in two vaults ordinary logins, a login with an attachment,
/// a document, an archived document and an archived login.
/// </summary>
public static class CanaryAccount
{
    private const string FirstFreeId = "canary2aaaaaaaaaaaaaaaaaa2";

    public static Canary Password { get; } = new("password", "canary-password-9vX2kQ7mTz4R");

    public static Canary Note { get; } = new("note", "canary-note-W8sLq3pBn6Yd2Jfa");

    public static Canary Title { get; } = new("title", "canary-title-Hc5Zr1uGx8Ke7Mwb");

    public static Canary Field { get; } = new("concealed field", "canary-field-Tq4Ny9oDs2Vi6Plc");

    public static Canary Attachment { get; } = new("attachment", "canary-attachment-Fj3Bk8yQe5Xh");

    public static Canary Document { get; } = new("document", "canary-document-Ru7Aw1iMz9Cs4Gt");

    public static Canary FileName { get; } = new("file name", "canary-filename-Eo6Lp2nVd8Kb3Sx");

    /// <summary>Everything of the account's content. Tokens and passphrases are for the caller to add.</summary>
    public static IReadOnlyList<Canary> Planted { get; } = [Password, Note, Title, Field, Attachment, Document, FileName];

    public static async Task<SimulatedAccount> MakeAsync(string folder)
    {
        var account = await SimulatedAccount.GenerateAsync(folder, vaults: 2, items: 5, files: 1, fileSize: 3000);
        PlantIn(folder);
        var vaults = Vaults(folder);
        var id = FirstFreeId;
        AddDocument(vaults[0], id, archived: false);
        AddDocument(vaults[1], id = Next(id), archived: true);
        AddArchivedLogin(vaults[1], Next(id));
        return account;
    }

    /// <summary>Plants in every item that is there, and in every file of at least 100 bytes.</summary>
    public static void PlantIn(string accountFolder)
    {
        foreach (var path in Vaults(accountFolder).SelectMany(vault => Directory.GetFiles(Path.Combine(vault, "items"))))
        {
            var item = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            item["title"] = $"{Title.Text} {item["title"]}";
            // A one-time password prints differently every half minute, so nothing could be compared byte by byte.
            item["fields"]!.AsArray().RemoveAll(field => (string?)field!["type"] == "OTP");
            foreach (var field in item["fields"]!.AsArray().OfType<JsonObject>())
                Plant(field);
            foreach (var file in item["files"]?.AsArray().OfType<JsonObject>() ?? [])
                PlantInFile(path, item, file);
            Write(path, item);
        }
    }

    private static string[] Vaults(string folder) => [.. Directory.GetDirectories(Path.Combine(folder, "vaults")).Order(StringComparer.Ordinal)];

    private static void Plant(JsonObject field)
    {
        switch ((string?)field["id"])
        {
            case "password":
                field["value"] = Password.Text;
                break;
            case "notesPlain":
                field["value"] = $"first line\n{Note.Text} and more";
                break;
            case "username":
                break;
            default:
                if ((string?)field["type"] is "STRING" or "CONCEALED")
                    field["value"] = Field.Text;
                break;
        }
    }

    private static void PlantInFile(string itemPath, JsonObject item, JsonObject file)
    {
        var content = Path.Combine(Path.GetDirectoryName(itemPath)!, "..", "files", (string)item["id"]!, (string)file["id"]!);
        var bytes = File.ReadAllBytes(content);
        Encoding.ASCII.GetBytes(Attachment.Text).CopyTo(bytes.AsSpan(bytes.Length / 2));
        File.WriteAllBytes(content, bytes);
        file["name"] = FileName.Text + ".bin";
    }

    private static void AddDocument(string vault, string id, bool archived)
    {
        var content = Encoding.UTF8.GetBytes($"a document\n{Document.Text}\n{id}\n");
        var folder = Directory.CreateDirectory(Path.Combine(vault, "files", id)).FullName;
        File.WriteAllBytes(Path.Combine(folder, id), content);
        var item = NewItem(id, "DOCUMENT", archived);
        item["files"] = new JsonArray(new JsonObject { ["id"] = id, ["name"] = FileName.Text + ".txt", ["size"] = content.Length });
        Write(Path.Combine(vault, "items", id + ".json"), item);
    }

    private static void AddArchivedLogin(string vault, string id)
    {
        var item = NewItem(id, "LOGIN", archived: true);
        item["fields"] = new JsonArray(
            new JsonObject { ["id"] = "password", ["type"] = "CONCEALED", ["purpose"] = "PASSWORD", ["label"] = "password", ["value"] = Password.Text });
        Write(Path.Combine(vault, "items", id + ".json"), item);
    }

    private static JsonObject NewItem(string id, string category, bool archived)
    {
        var item = new JsonObject { ["id"] = id, ["title"] = $"{Title.Text} {id}", ["version"] = 1 };
        if (archived)
            item["state"] = "ARCHIVED";
        item["category"] = category;
        item["created_at"] = "2024-01-02T03:04:05Z";
        item["updated_at"] = "2024-05-06T07:08:09Z";
        return item;
    }

    private static string Next(string id) => id[..^1] + (char)(id[^1] + 1);

    private static void Write(string path, JsonObject item) => File.WriteAllText(path, item.ToJsonString());
}
