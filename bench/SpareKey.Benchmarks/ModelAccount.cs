using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.SecurityModel;

namespace SpareKey.Benchmarks;

/// <summary>A made-up account with 10,000 items, written as captured JSON, so that both sides read the same bytes.</summary>
internal sealed class ModelAccount : IDisposable
{
    public const int Items = 10_000;
    private const string Password = "correct horse battery staple";

    private readonly NewAccount _account;

    public ModelAccount(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        _account = AccountLife.Create(EmailAddress.Parse("bench@example.com"), Password, SystemRandomness.Instance, DateTimeOffset.UnixEpoch);
        Credentials = new Credentials(_account.State.Email, Password, _account.SecretKey);
        Write("keysets.json", new JsonArray([.. _account.State.Keysets.Select(keyset => (JsonNode)keyset.ToJson())]));
        Write("vaults.json", new JsonArray([.. _account.State.Vaults.Select(vault => (JsonNode)vault.ToJson())]));
        Write("secrets.json", new JsonObject { ["email"] = _account.State.Email.Value, ["password"] = Password, ["secretKey"] = _account.SecretKey.Reveal() });
        WriteItems();
    }

    public string Folder { get; }

    public Credentials Credentials { get; }

    /// <summary>From the bytes of the files to open vaults.</summary>
    public OpenedAccount Unlock() => OpenedAccount.Open(Keyset.ParseList(Read("keysets.json")), Vault.ParseList(Read("vaults.json")), Credentials);

    /// <summary>From the bytes of the file to every item, open.</summary>
    public int OpenItems(OpenedAccount account)
    {
        var sum = 0;
        foreach (var item in EncryptedItem.ParseList(Read("items.json")))
        {
            var opened = account.OpenItem(item);
            sum += opened.Overview.Title.Length + opened.Details.Fields.Count;
        }

        return sum;
    }

    public void Dispose()
    {
        Credentials.Dispose();
        _account.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void WriteItems()
    {
        using var account = AccountLife.Open(_account.State, Credentials);
        var vault = account.PersonalVault!;
        var all = new JsonArray();
        for (var i = 0; i < Items; i++)
        {
            var item = Item.Create(ItemCategory.Login, $"Made-up login {i}", SystemRandomness.Instance);
            item.Details.AddField("username", $"user-{i}@example.com", designation: "username");
            item.Details.AddField("password", $"made-up-password-{i}", type: "P", designation: "password");
            item.Details.Notes = new string('n', 400);
            all.Add((JsonNode)vault.SealItem(item, _account.State.UserUuid, DateTimeOffset.UnixEpoch, SystemRandomness.Instance).ToJson());
        }

        Write("items.json", all);
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    private void Write(string name, JsonNode json)
    {
        using var file = File.Create(Path.Combine(Folder, name));
        using var writer = new Utf8JsonWriter(file);
        json.WriteTo(writer);
    }
}
