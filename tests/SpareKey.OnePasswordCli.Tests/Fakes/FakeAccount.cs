using System.Globalization;
using System.Text;

namespace SpareKey.OnePasswordCli.Tests.Fakes;

internal sealed record FakeFile(string Id, string Content, long? Size = null, bool NamesSize = true, string Name = "a.txt");

internal sealed record FakeItem(string Id, long Version = 1, string Category = "LOGIN", bool Archived = false, params FakeFile[] Files)
{
    public string Json(string vaultId) => $$"""
        {
          "id": "{{Id}}",
          "title": "Title of {{Id}} \u00e4 ä 🔑 \"}{",
          "version": {{Version}},{{(Archived ? "\n  \"state\": \"ARCHIVED\"," : "")}}
          "vault": {
            "id": "{{vaultId}}",
            "name": "Test"
          },
          "category": "{{Category}}",
          "updated_at": "2026-09-30T10:00:0{{Version % 10}}Z",
          "fields": [
            {"id": "password", "value": "pässword}{ of {{Id}}", "password_details": {"history": ["x"]} }
          ]{{FilesJson()}}
        }

        """;

    public string Listed(string vaultId) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"{{{Id}}}","title":"t","version":{{{Version}}},{{{(Archived ? "\"state\":\"ARCHIVED\"," : "")}}}"vault":{"id":"{{{vaultId}}}","name":"Test"},"category":"{{{Category}}}","updated_at":"2026-09-30T10:00:00Z"}""");

    private string FilesJson() =>
        Files.Length == 0 ? "" : ",\n  \"files\": [" + string.Join(", ", Files.Select(FileJson)) + "]";

    private static string FileJson(FakeFile file)
    {
        long size = file.Size ?? Encoding.UTF8.GetByteCount(file.Content);
        return $"{{\"id\": \"{file.Id}\", \"name\": \"{file.Name}\"" + (file.NamesSize ? $", \"size\": {size}}}" : "}");
    }
}

internal sealed record FakeVault(string Id, long ContentVersion, params FakeItem[] Items)
{
    public int? Counts { get; init; }

    public string Name { get; init; } = "Test";

    public string Json => $$"""
        {
          "id": "{{Id}}",
          "name": "{{Name}}",
          "content_version": {{ContentVersion}},
          "items": {{Counts ?? Items.Count(static item => !item.Archived)}},
          "type": "USER_CREATED",
          "updated_at": "2026-09-30T10:00:00Z"
        }

        """;

    public string List => "[" + string.Join(",\n", Items.Select(item => item.Listed(Id))) + "]\n";
}

internal static class FakeAccount
{
    /// <summary>Writes what the fake op answers with.</summary>
    public static FakeOp Holds(this FakeOp op, params FakeVault[] vaults)
    {
        op.Write("vaults", "[" + string.Join(",", vaults.Select(static vault => vault.Json)) + "]\n");
        foreach (FakeVault vault in vaults)
            op.HoldsOne(vault);
        return op;
    }

    /// <summary>A vault's state for later: its files get a prefix, and the hook moves them into place.</summary>
    public static FakeOp HoldsOne(this FakeOp op, FakeVault vault, string prefix = "")
    {
        op.Write(prefix + "vault-" + vault.Id, vault.Json);
        op.Write(prefix + "items-" + vault.Id, vault.List);
        foreach (FakeItem item in vault.Items)
        {
            op.Write(prefix + "item-" + item.Id, item.Json(vault.Id));
            foreach (FakeFile file in item.Files)
                op.Write(prefix + "file-" + (item.Category == "DOCUMENT" && file == item.Files[0] ? item.Id : file.Id), file.Content);
        }

        return op;
    }

    public static FakeItem[] Items(int count, string start = "item") =>
        [.. Enumerable.Range(0, count).Select(i => new FakeItem(string.Create(CultureInfo.InvariantCulture, $"{start}{i:D5}")))];
}
