using System.Text.Json;
using System.Text.Json.Nodes;
using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>Captured account files and typed secrets in a folder, and sparekey run on them without a terminal.</summary>
internal sealed class ModelScene : IDisposable
{
    private readonly TempFolder _folder = new();

    public static JsonObject Own(string name) => Read(Path.Combine(Repository.Root, "testvectors", "model", name));

    /// <summary>A published or captured vector; the test skips where the folder is absent.</summary>
    public static JsonObject Shared(string name)
    {
        var named = Environment.GetEnvironmentVariable("SPAREKEY_VECTORS");
        var folder = string.IsNullOrEmpty(named) ? Path.Combine(Repository.Root, "..", "shared", "vectors") : named;
        if (!File.Exists(Path.Combine(folder, name)))
            Assert.Skip($"{name} is not in {folder} (name the folder of published vectors in SPAREKEY_VECTORS)");
        return Read(Path.Combine(folder, name));
    }

    /// <summary>The made-up account of the test vectors, as the service would deliver it.</summary>
    public static ModelScene Synthetic()
    {
        var account = Own("synthetic-full-account.json");
        var inputs = account["inputs"]!;
        var scene = new ModelScene();
        scene.Write("keysets.json", new JsonObject { ["keysets"] = account["keysets"]!.DeepClone() }.ToJsonString());
        scene.Write("vaults.json", account["vaults"]!.ToJsonString());
        scene.Write("items.json", new JsonObject { ["items"] = account["items"]!.DeepClone() }.ToJsonString());
        scene.Write("pw.txt", inputs["password"]!.GetValue<string>() + "\n");
        scene.Write("sk.txt", inputs["secretKey"]!.GetValue<string>() + "\n");
        scene.Email = inputs["email"]!.GetValue<string>();
        return scene;
    }

    public string Email { get; set; } = "";

    public string this[string name] => _folder.File(name);

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(name))!);
        File.WriteAllBytes(_folder.File(name), content);
        return _folder.File(name);
    }

    public Task<ProcessRun> UnlockAsync(params string[] more) => RunAsync(
        ["unlock", "--keysets", this["keysets.json"], "--vaults", this["vaults.json"], "--email", Email, "--password-file", this["pw.txt"], "--secret-key-file", this["sk.txt"], .. more]);

    public Task<ProcessRun> RunAsync(params string[] arguments) => ProcessRun.RunAsync(
        Executables.SpareKey,
        arguments,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["OP_SERVICE_ACCOUNT_TOKEN"] = null },
        workingDirectory: _folder.Path);

    public static Task<ProcessRun> RunAsync(string[] arguments, string input, string? token = null) => ProcessRun.RunAsync(
        Executables.SpareKey,
        arguments,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["OP_SERVICE_ACCOUNT_TOKEN"] = token },
        System.Text.Encoding.UTF8.GetBytes(input));

    public static JsonElement Json(ProcessRun run) => JsonDocument.Parse(run.Output).RootElement;

    /// <summary>The exit code, an error that names the fragment, a hint, and no stack trace.</summary>
    public static void AssertError(ProcessRun run, int exitCode, string fragment)
    {
        Assert.True(run.ExitCode == exitCode, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Contains("sparekey: error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("sparekey: hint: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(fragment, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at SpareKey.", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    public void Dispose() => _folder.Dispose();

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
}
