using SpareKey.TestKit;

namespace SpareKey.Cli.Tests;

/// <summary>A mistake or a broken part gets an error that says what, where and what next, and its own exit code.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task A_missing_op_is_named()
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.RunAsync("backup", "--recipient", scene.Recovery.Certificate, "--destination", scene.Destination, "--op", "/nowhere/op", "--state-dir", scene.State);

        AssertError(run, 1, "/nowhere/op");
    }

    [Theory]
    [InlineData("2.17.0", 1, "2.17.0")]
    [InlineData("banana", 1, "banana")]
    public async Task An_op_that_is_too_old_or_unknown_is_refused(string version, int exitCode, string fragment)
    {
        using var scene = await Scene.SmallAsync();

        var run = await ProcessRun.RunAsync(Executables.SpareKey, scene.BackupOptions, With(scene, "SIMULATED_OP_VERSION", version));

        AssertError(run, exitCode, fragment);
        Assert.Empty(scene.Snapshots());
    }

    [Fact]
    public async Task An_op_that_could_hide_a_server_error_is_warned_of()
    {
        using var scene = await Scene.SmallAsync();

        var run = await ProcessRun.RunAsync(Executables.SpareKey, scene.BackupOptions, With(scene, "SIMULATED_OP_VERSION", "2.30.3"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning", run.Error, StringComparison.Ordinal);
        Assert.Contains("2.32.1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_or_session_the_run_is_not_permitted()
    {
        using var scene = await Scene.SmallAsync();

        var run = await ProcessRun.RunAsync(Executables.SpareKey, scene.BackupOptions, With(scene, "OP_SERVICE_ACCOUNT_TOKEN", null));

        AssertError(run, 4, "OP_SERVICE_ACCOUNT_TOKEN");
    }

    [Fact]
    public async Task A_malformed_token_is_refused_and_not_quoted()
    {
        using var scene = await Scene.SmallAsync();

        var run = await ProcessRun.RunAsync(Executables.SpareKey, scene.BackupOptions, With(scene, "OP_SERVICE_ACCOUNT_TOKEN", "hunter2-hunter2"));

        AssertError(run, 2, "token");
        Assert.DoesNotContain("hunter2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_recipients_are_refused_before_anything_is_fetched()
    {
        using var scene = await Scene.SmallAsync();
        await MakeCertificatesAsync(scene.InTemp(""));
        (string File, string Fragment)[] bad =
        [
            ("expired.pem", "expired on"),
            ("ec.pem", "no RSA key"),
            ("small.pem", "1024 bits"),
            ("empty.pem", "empty.pem"),
            ("junk.pem", "junk.pem"),
            ("key.pem", "private key"),
            ("missing.pem", "does not exist"),
        ];

        foreach (var (file, fragment) in bad)
        {
            var run = await scene.RunAsync("backup", "--recipient", scene.InTemp(file), "--destination", scene.Destination, "--op", Executables.OpSimulator, "--state-dir", scene.State);
            AssertError(run, 2, fragment);
        }

        Assert.False(File.Exists(scene.CallLog));
        Assert.Empty(scene.Snapshots());
    }

    [Fact]
    public async Task A_certificate_close_to_its_end_is_warned_of()
    {
        using var scene = await Scene.SmallAsync();
        await Script(scene.InTemp(""), "openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out soon.pem -days 60 -subj /CN=soon");

        var run = await scene.RunAsync("backup", "--recipient", scene.InTemp("soon.pem"), "--destination", scene.Destination, "--op", Executables.OpSimulator, "--state-dir", scene.State);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("expires on", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_is_missing_or_closed_is_named()
    {
        using var scene = await Scene.SmallAsync();

        var missing = await scene.RunAsync("backup", "--recipient", scene.Recovery.Certificate, "--destination", scene.InTemp("unmounted"), "--op", Executables.OpSimulator);

        AssertError(missing, 1, "unmounted");
        Assert.False(Directory.Exists(scene.InTemp("unmounted")));
    }

    [Theory]
    [InlineData("--jobs", "0", "--jobs")]
    [InlineData("--jobs", "many", "--jobs")]
    [InlineData("--timeout", "-1", "--timeout")]
    [InlineData("--label", "../up", "--label")]
    [InlineData("--labell", "x", "--labell")]
    public async Task Bad_options_are_usage_errors(string option, string value, string fragment)
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.BackupAsync(option, value);

        AssertError(run, 2, fragment);
    }

    [Fact]
    public async Task An_unknown_verb_is_named()
    {
        var run = await ProcessRun.RunAsync(Executables.SpareKey, ["bakcup"]);

        AssertError(run, 2, "bakcup");
    }

    [Fact]
    public async Task Errors_are_json_where_json_was_asked_for()
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.RunAsync("show", scene.InTemp("nothing.zip"), "--json");

        var error = System.Text.Json.JsonDocument.Parse(run.Error).RootElement;
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, error.GetProperty("exitCode").GetInt32());
        Assert.Contains("does not exist", error.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.GetProperty("hint").GetString()!);
    }

    [Fact]
    public async Task Without_a_terminal_a_missing_password_is_an_error_and_not_a_prompt()
    {
        using var scene = await Scene.SmallAsync();

        var run = await scene.RunAsync("cert", "new", "--out", scene.InTemp("keys"));

        AssertError(run, 2, "no password given");
        Assert.False(Directory.Exists(scene.InTemp("keys")));
    }

    private static void AssertError(ProcessRun run, int exitCode, string fragment)
    {
        Assert.True(run.ExitCode == exitCode, $"exit code {run.ExitCode}: {run.Error}");
        Assert.Contains("sparekey: error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("sparekey: hint: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(fragment, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static Dictionary<string, string?> With(Scene scene, string name, string? value) =>
        new(scene.Environment(), StringComparer.Ordinal) { [name] = value };

    private static Task MakeCertificatesAsync(string folder) => Script(folder, """
        set -e
        openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out ok.pem -days 10 -subj /CN=ok
        openssl x509 -new -key key.pem -subj /CN=expired -days -1 -out expired.pem 2>/dev/null || faketime=1
        [ -s expired.pem ] || { openssl req -new -key key.pem -subj /CN=expired -out e.csr; mkdir -p ca; : > ca/index; echo 01 > ca/serial; printf '[ca]\ndefault_ca=c\n[c]\ndir=ca\ndatabase=ca/index\nserial=ca/serial\nnew_certs_dir=ca\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' > ca.cnf; openssl ca -batch -config ca.cnf -selfsign -keyfile key.pem -in e.csr -startdate 20200101000000Z -enddate 20210101000000Z -out expired.pem -notext; }
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ek.pem -out ec.pem -days 10 -subj /CN=ec
        openssl req -x509 -newkey rsa:1024 -nodes -keyout sk.pem -out small.pem -days 10 -subj /CN=small
        : > empty.pem
        echo junk > junk.pem
        """);

    private static async Task Script(string folder, string script)
    {
        var run = await StockTool.RunAsync("bash", ["-c", script], folder);
        Assert.True(run.ExitCode == 0, run.Errors);
    }
}
