using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

/// <summary>A small account in a temporary folder, and the executable started on it as a person or a program would.</summary>
internal sealed class OpBench : IDisposable
{
    public const string VaultA = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string VaultB = "bbbbbbbbbbbbbbbbbbbbbbbbbb";
    public const string Ungranted = "cccccccccccccccccccccccccc";
    public const string Private = "dddddddddddddddddddddddddd";
    public const string Shared = "eeeeeeeeeeeeeeeeeeeeeeeeee";
    public const string Writer = "ops_eyJhIjoid3JpdGVyIn0";
    public const string Reader = "ops_eyJhIjoicmVhZGVyIn0";
    public const string Deleted = "ops_eyJhIjoiZGVsZXRlZCJ9";
    public const string Cold = "ops_eyJhIjoiY29sZCJ9";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Home { get; } = Directory.CreateTempSubdirectory("op-simulator-").FullName;

    public Dictionary<string, string?> Variables { get; } = [];

    public OpBench()
    {
        Write("account.json", """
            {
              "version": "2.32.1",
              "account": { "id": "ACCOUNTACCOUNTACCOUNTACCOU", "name": "Bench", "domain": "bench", "url": "https://bench.1password.com", "type": "BUSINESS", "state": "ACTIVE", "created_at": "2020-01-01T00:00:00Z" },
              "plan": "business",
              "accounts": [ { "url": "bench.1password.com", "email": "olga@example.com", "user_uuid": "OWNEROWNEROWNEROWNEROWNERO", "account_uuid": "ACCOUNTACCOUNTACCOUNTACCOU" } ],
              "interactive": { "signed_in": false, "user": "OWNEROWNEROWNEROWNEROWNERO" },
              "users": [
                { "id": "OWNEROWNEROWNEROWNEROWNERO", "name": "Olga Owner", "email": "olga@example.com", "type": "MEMBER", "state": "ACTIVE", "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z", "last_auth_at": "2020-01-01T00:00:00Z" },
                { "id": "MEMBERMEMBERMEMBERMEMBERME", "name": "Mia Member", "email": "mia@example.com", "type": "MEMBER", "state": "ACTIVE", "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z", "last_auth_at": "2020-01-01T00:00:00Z" }
              ],
              "groups": [
                { "id": "gggggggggggggggggggggggggg", "name": "Owners", "description": "All of it.", "state": "ACTIVE", "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z", "permissions": ["CREATE_VAULTS"], "type": "OWNERS", "members": [ { "id": "OWNEROWNEROWNEROWNEROWNERO", "role": "MANAGER" } ] }
              ],
            }
            """);
        WriteTokens();
        Vault(VaultA, "Test Data", description: "first");
        Vault(VaultB, "Test Data 2");
        Vault(Ungranted, "Local");
        Vault(Private, "Private", "PERSONAL");
        Vault(Shared, "Shared", "EVERYONE");
    }

    private void WriteTokens()
    {
        const string All = "\"aaaaaaaaaaaaaaaaaaaaaaaaaa\": [{0}], \"bbbbbbbbbbbbbbbbbbbbbbbbbb\": [{0}], \"dddddddddddddddddddddddddd\": [{0}], \"eeeeeeeeeeeeeeeeeeeeeeeeee\": [{0}]";
        string Token(string id, string token, string state, string rights, string more) =>
            $"{{ \"id\": \"{id}\", \"name\": \"{id}\", \"token\": \"{token}\", \"state\": \"{state}\"{more}, \"vaults\": {{ {All.Replace("{0}", rights, StringComparison.Ordinal)} }} }}";
        const string Read = "\"read_items\"";
        Write("tokens.json", "{ \"tokens\": [" + string.Join(',',
            Token("WRITERWRITERWRITERWRITERWR", Writer, "active", Read + ", \"write_items\", \"share_items\"", ", \"can_create_vaults\": true"),
            Token("READERREADERREADERREADERRE", Reader, "active", Read, ""),
            Token("DELETEDDELETEDDELETEDDELET", Deleted, "deleted", Read, ""),
            Token("COLDCOLDCOLDCOLDCOLDCOLDCO", Cold, "unauthenticated", Read, "")) + "] }");
        Variables["OP_SERVICE_ACCOUNT_TOKEN"] = Writer;
    }

    public static string Executable { get; } =
        Environment.GetEnvironmentVariable("SPAREKEY_OP_SIMULATOR") is { Length: > 0 } named ? named
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "op.exe" : "op");

    public void Write(string name, string text)
    {
        var path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void ChangeAccount(Action<JsonObject> change)
    {
        var path = Path.Combine(Home, "account.json");
        var account = (JsonObject)JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { AllowTrailingCommas = true })!;
        change(account);
        File.WriteAllText(path, account.ToJsonString());
    }

    public void SignIn()
    {
        Variables.Remove("OP_SERVICE_ACCOUNT_TOKEN");
        ChangeAccount(a => a["interactive"]!["signed_in"] = true);
    }

    public void Vault(string id, string name, string type = "USER_CREATED", string? description = null)
    {
        var record = new JsonObject
        {
            ["name"] = name,
            ["type"] = type,
            ["content_version"] = 10,
            ["attribute_version"] = 1,
            ["created_at"] = "2020-01-01T00:00:00Z",
            ["updated_at"] = "2021-01-01T00:00:00Z",
            ["access"] = new JsonObject { ["users"] = new JsonObject { ["OWNEROWNEROWNEROWNEROWNERO"] = new JsonArray("view_items", "edit_items", "manage_vault") } },
        };
        if (description is not null) record["description"] = description;
        Write($"vaults/{id}/vault.json", record.ToJsonString());
    }

    public static string Id(int n) => "i" + n.ToString("d25", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Puts an item into the model and returns its id.</summary>
    public string Item(string vault, int n, string title, string category = "LOGIN", Action<JsonObject>? change = null)
    {
        var item = new JsonObject
        {
            ["id"] = Id(n),
            ["title"] = title,
            ["version"] = 1,
            ["category"] = category,
            ["last_edited_by"] = "OWNEROWNEROWNEROWNEROWNERO",
            ["created_at"] = "2022-01-02T03:04:05Z",
            ["updated_at"] = "2022-01-02T03:04:05Z",
            ["fields"] = new JsonArray(
                new JsonObject { ["id"] = "username", ["type"] = "STRING", ["purpose"] = "USERNAME", ["label"] = "username", ["value"] = "user" + n },
                new JsonObject { ["id"] = "password", ["type"] = "CONCEALED", ["purpose"] = "PASSWORD", ["label"] = "password", ["value"] = "secret" + n },
                new JsonObject { ["id"] = "notesPlain", ["type"] = "STRING", ["purpose"] = "NOTES", ["label"] = "notesPlain" }),
        };
        change?.Invoke(item);
        Put(vault, item);
        return Id(n);
    }

    public void Put(string vault, JsonObject item) => Write($"vaults/{vault}/items/{(string)item["id"]!}.json", item.ToJsonString());

    /// <summary>Attaches a file to an item that is in the model already.</summary>
    public string Attach(string vault, string item, int n, string name, byte[] content, JsonObject? section = null)
    {
        var path = Path.Combine(Home, "vaults", vault, "items", item + ".json");
        var json = (JsonObject)JsonNode.Parse(File.ReadAllText(path))!;
        var files = json["files"] as JsonArray ?? [];
        json["files"] = files.Parent is null ? files : files.DeepClone();
        var id = "f" + Id(n)[1..];
        ((JsonArray)json["files"]!).Add((JsonNode)new JsonObject { ["id"] = id, ["name"] = name, ["size"] = content.Length, ["section"] = section });
        if (section is null) ((JsonObject)((JsonArray)json["files"]!)[^1]!).Remove("section");
        File.WriteAllText(path, json.ToJsonString());
        var folder = Directory.CreateDirectory(Path.Combine(Home, "vaults", vault, "files", item));
        File.WriteAllBytes(Path.Combine(folder.FullName, id), content);
        return id;
    }

    public void Faults(string rules) => Write("faults.json", rules);

    public void Fault(string command, string action) => Faults($$"""[ { "match": { "command": "{{command}}" }, "action": {{action}} } ]""");

    public OpResult Run(params string[] argv) => RunWith(null, argv);

    /// <summary>Standard input is a pipe with these bytes; null is an empty pipe, closed.</summary>
    public OpResult RunWith(string? stdin, params string[] argv)
    {
        using var process = Start(Executable, argv);
        return Finish(process, stdin);
    }

    public OpResult RunJson(params string[] argv) => Run([.. argv, "--format", "json"]).Ok();

    /// <summary>Through a shell, for handles that .NET cannot give to a child. `$0` and `"$@"` are the program and its arguments.</summary>
    public OpResult RunInShell(string shell, string script, params string[] argv)
    {
        if (!File.Exists(shell)) Assert.Skip($"{shell} is needed to give the child this handle");
        using var process = Start(shell, ["-c", script, Executable, .. argv]);
        return Finish(process, null);
    }

    public Process Start(string program, string[] argv)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in argv) start.ArgumentList.Add(word);
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OP_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        start.Environment["SIMULATED_OP_HOME"] = Home;
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException("no process");
    }

    public static OpResult Finish(Process process, string? stdin)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var output = ReadAll(process.StandardOutput.BaseStream, limit.Token);
            var error = ReadAll(process.StandardError.BaseStream, limit.Token);
            Feed(process, stdin);
            Task.WhenAll(output, error, process.WaitForExitAsync(limit.Token)).GetAwaiter().GetResult();
            return new OpResult(process.ExitCode, output.Result, Encoding.UTF8.GetString(error.Result));
        }
        catch (OperationCanceledException e)
        {
            process.Kill();
            throw new TimeoutException("op did not end in time", e);
        }
    }

    private static void Feed(Process process, string? stdin)
    {
        try
        {
            if (stdin is not null) process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(stdin));
            process.StandardInput.Close();
        }
        catch (IOException) when (process.HasExited)
        {
            // The child refused before it read: its exit code says why.
        }
    }

    private static async Task<byte[]> ReadAll(Stream stream, CancellationToken stop)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, stop);
        return all.ToArray();
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
