using System.Security.Cryptography;
using SpareKey.TestKit;

namespace SpareKey.Archive.Tests;

/// <summary>The promise "opens without us", kept by the tools everybody has.</summary>
public sealed class StockToolTests
{
    private static readonly (string Path, byte[] Content)[] Entries =
    [
        ("vaults/a/vault.json", "{\"id\":\"a\"}"u8.ToArray()),
        ("vaults/a/empty", []),
        ("vaults/a/files/large.bin", RandomNumberGenerator.GetBytes(5 * 1024 * 1024)),
        ("vaults/" + new string('v', 90) + "/" + new string('n', 100), "split between prefix and name"u8.ToArray()),
        ("vaults/" + new string('l', 130), "longer than a ustar name"u8.ToArray()),
        ("vaults/a/zeros.bin", new byte[100_000]),
    ];

    private static readonly TestRecipient[] Seven =
        [TestRecipient.Anna, TestRecipient.Ben, TestRecipient.Cleo, new("Dora"), new("Emil"), new("Frida"), new("Gustav")];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 0)]
    [InlineData(7, 6)]
    public async Task The_commands_of_the_readme_recover_everything_with_any_recipients_key(int recipients, int key)
    {
        using var folder = new TempFolder();
        var made = await Made.SnapshotAsync(Made.NewSettings() with { Recipients = [.. Seven.Take(recipients).Select(recipient => recipient.Certificate)] }, Entries);
        await folder.WriteAsync("s.zip", made.Bytes);
        await folder.WriteAsync("key.pem", Seven[key].KeyPem);
        Directory.CreateDirectory(folder.File("out"));
        var result = await StockTool.RunAsync("sh", ["-c", """
            unzip -q s.zip -d snap || exit 1
            for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in "$s" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C out
            """], folder.Path);
        result.Expect();
        Assert.Empty(result.Errors);
        foreach (var (path, content) in Entries)
            Assert.Equal(content, await folder.ReadAsync("out/" + path));
        Assert.Equal(Entries.Length, Directory.GetFiles(folder.File("out"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task The_readme_holds_the_commands_that_these_tests_run()
    {
        var made = await Made.SmallAsync();
        var readme = System.Text.Encoding.ASCII.GetString(made.Parts()[0].Content);
        Assert.Contains("for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in \"$s\" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C out\n", readme, StringComparison.Ordinal);
        Assert.Contains($"sha256sum -c {made.FileName}.sha256\n", readme, StringComparison.Ordinal);
        Assert.Contains($"unzip {made.FileName} -d snap\n", readme, StringComparison.Ordinal);
        Assert.Contains(TestRecipient.Anna.Certificate.Thumbprint, readme, StringComparison.Ordinal);
        Assert.DoesNotContain("vaults", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_of_the_readme_runs_as_it_is_written()
    {
        using var folder = new TempFolder();
        var recovery = RecoveryCertificate.Create("recovery", 10, Made.Created, "secret", 2048, 1000);
        using var recipient = RecipientCertificate.Load(System.Text.Encoding.ASCII.GetBytes(recovery.CertificatePem));
        var made = await Made.SnapshotAsync(Made.NewSettings() with { Recipients = [TestRecipient.Ben.Certificate, recipient] }, Entries);
        await folder.WriteAsync(made.FileName, made.Bytes);
        await folder.WriteAsync(made.FileName + ".sha256", SnapshotSidecar.Create(made.FileName, made.Receipt.Sha256));
        await folder.WriteAsync("recovery.pfx", recovery.Pfx);
        var readme = System.Text.Encoding.ASCII.GetString(made.Parts()[0].Content);
        var commands = readme.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal) && line.Contains(' ', StringComparison.Ordinal))
            .Select(line => line.Trim()).Where(line => line.Length != 64 && !line.StartsWith("changed it:", StringComparison.Ordinal)).ToList();
        Assert.Equal(8, commands.Count);
        commands[3] += " -passin pass:secret";
        var script = "set -e\n" + string.Join('\n', commands);
        (await StockTool.RunAsync("sh", ["-c", script], folder.Path)).Expect();
        foreach (var (path, content) in Entries)
            Assert.Equal(content, await folder.ReadAsync("out/" + path));
        Assert.Contains("\"path\":\"vaults/a/vault.json\"", await File.ReadAllTextAsync(folder.File("index.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openssl_refuses_a_segment_with_a_flipped_bit()
    {
        using var folder = new TempFolder();
        var made = await Made.SmallAsync();
        var segment = made.Parts()[1].Content;
        segment[^30] ^= 1;
        await folder.WriteAsync("s.cms", segment);
        await folder.WriteAsync("key.pem", TestRecipient.Anna.KeyPem);
        var result = await StockTool.RunAsync("openssl", ["cms", "-decrypt", "-inform", "DER", "-in", "s.cms", "-inkey", "key.pem", "-out", "part"], folder.Path);
        Assert.Equal(4, result.ExitCode);
    }

    [Fact]
    public async Task Unzip_and_sha256sum_accept_the_file()
    {
        using var folder = new TempFolder();
        var made = await Made.SmallAsync();
        await folder.WriteAsync(made.FileName, made.Bytes);
        await folder.WriteAsync("sums", SnapshotSidecar.Create(made.FileName, made.Receipt.Sha256));
        Assert.Contains("No errors detected", (await StockTool.RunAsync("unzip", ["-t", made.FileName], folder.Path)).Expect().Text, StringComparison.Ordinal);
        Assert.Equal($"{made.FileName}: OK\n", (await StockTool.RunAsync("sha256sum", ["-c", "sums"], folder.Path)).Expect().Text);
    }

    [Fact]
    public async Task Openssl_verifies_the_signature_against_the_signers_certificate()
    {
        using var folder = new TempFolder();
        var made = await Made.SmallAsync();
        await folder.WriteAsync("header", made.Parts()[^2].Content);
        await folder.WriteAsync("p7s", made.Parts()[^1].Content);
        await File.WriteAllTextAsync(folder.File("signer.pem"), Made.Signer.CertificatePem);
        string[] arguments = ["cms", "-verify", "-inform", "DER", "-in", "p7s", "-binary", "-content", "header", "-CAfile", "signer.pem", "-purpose", "any", "-out", "checked"];
        (await StockTool.RunAsync("openssl", arguments, folder.Path)).Expect();
        await File.AppendAllTextAsync(folder.File("header"), " ");
        Assert.NotEqual(0, (await StockTool.RunAsync("openssl", arguments, folder.Path)).ExitCode);
    }
}
