namespace SpareKey.Benchmarks;

/// <summary>Folders of one bench run. The inputs that other tools read lie in memory where the system has such a place.</summary>
internal sealed class BenchPlace : IDisposable
{
    private BenchPlace(string root, string input) => (Root, Input) = (root, input);

    public string Root { get; }

    public string Input { get; }

    public long InputBytes { get; private set; }

    public string AgeRecipient { get; private set; } = "";

    public string SpareKey { get; } = Environment.GetEnvironmentVariable("SPAREKEY_EXE") ?? throw new InvalidOperationException("run it with ./build bench");

    public string Certificate => Path.Combine(Root, "key", "recovery.cer");

    public string PasswordFile => Path.Combine(Root, "password.txt");

    /// <summary>The recovery key with one iteration: what remains is the reading, not the key file's own derivation.</summary>
    public string QuickKey => Path.Combine(Root, "quick.pfx");

    public static BenchPlace Create()
    {
        var root = Directory.CreateDirectory(Path.Combine("artifacts", "bench", $"run-{Environment.ProcessId}")).FullName;
        var memory = Directory.Exists("/dev/shm") ? "/dev/shm" : root;
        return new BenchPlace(root, Directory.CreateDirectory(Path.Combine(memory, $"sparekey-bench-{Environment.ProcessId}")).FullName);
    }

    public void MakeInputs()
    {
        Workload.W.Emit(Input);
        InputBytes = new DirectoryInfo(Input).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        File.WriteAllText(PasswordFile, "bench-passphrase-5tZ\n");
        Measured.Run($"'{SpareKey}' cert new --out '{Root}/key' --password-file '{PasswordFile}'");
        Measured.Run($"openssl pkcs12 -in '{Root}/key/recovery.pfx' -passin 'file:{PasswordFile}' -noenc -out '{Root}/key.pem' && openssl pkcs12 -export -in '{Root}/key.pem' -passout 'file:{PasswordFile}' -iter 1 -maciter -out '{QuickKey}'");
        Measured.Run($"age-keygen -o '{Root}/age.key' 2> /dev/null");
        AgeRecipient = Measured.Run($"age-keygen -y '{Root}/age.key'").Output;
    }

    /// <summary>An empty folder; what an earlier round put there is removed.</summary>
    public string Fresh(string name)
    {
        var path = Path.Combine(Root, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        return Directory.CreateDirectory(path).FullName;
    }

    public void Dispose()
    {
        Directory.Delete(Input, recursive: true);
        Directory.Delete(Root, recursive: true);
    }
}
