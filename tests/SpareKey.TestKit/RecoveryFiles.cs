namespace SpareKey.TestKit;

/// <summary>Two recovery key pairs, made once per test process with the program itself: a key of 4096 bits takes a second.</summary>
public sealed record RecoveryFiles(string Folder, string PasswordFile)
{
    private static readonly Lazy<Task<RecoveryFiles>> Shared = new(MakeAsync);

    public string Certificate => Path.Combine(Folder, "safe1", "recovery.cer");

    public string Key => Path.Combine(Folder, "safe1", "recovery.pfx");

    public string SecondCertificate => Path.Combine(Folder, "safe2", "recovery.cer");

    public string SecondKey => Path.Combine(Folder, "safe2", "recovery.pfx");

    public static Task<RecoveryFiles> GetAsync() => Shared.Value;

    private static async Task<RecoveryFiles> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("sparekey-keys-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var files = new RecoveryFiles(folder, Path.Combine(folder, "password.txt"));
        await File.WriteAllTextAsync(files.PasswordFile, "canary-passphrase-7Q2x\n");
        foreach (var safe in new[] { "safe1", "safe2" })
        {
            var run = await ProcessRun.RunAsync(Executables.SpareKey, ["cert", "new", "--out", Path.Combine(folder, safe), "--password-file", files.PasswordFile]);
            if (run.ExitCode != 0)
                throw new InvalidOperationException(run.Error);
        }

        return files;
    }
}
