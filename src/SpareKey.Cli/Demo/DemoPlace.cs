using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Demo;

/// <summary>The folders and files of a demo.</summary>
internal sealed record DemoPlace(string Root, string Simulator)
{
    public string Account => Path.Combine(Root, "account");

    public string Safe => Path.Combine(Root, "safe");

    public string SecondSafe => Path.Combine(Root, "second-safe");

    public string PasswordFile => Path.Combine(Safe, "password.txt");

    public string Backups => Path.Combine(Root, "backups");

    public string State => Path.Combine(Root, "state");

    public string Extracted => Path.Combine(Root, "extracted-by-sparekey");

    public string ByHand => Path.Combine(Root, "extracted-by-hand");

    public string Unzipped => Path.Combine(Root, "unzipped");

    public static DemoPlace Create(CliContext context, string folder, string? simulator)
    {
        var op = simulator ?? Beside();
        if (!File.Exists(op))
            throw new UserErrorException(ExitCode.Usage, $"the op simulator is not at {op}", "name it with --simulator PATH; ./build publish makes it");
        var root = context.Folders.OpenEmpty(folder).Path;
        var place = new DemoPlace(root, Path.GetFullPath(op));
        context.Folders.OpenEmpty(place.Backups);
        return place;
    }

    private static string Beside() =>
        Path.Combine(AppContext.BaseDirectory, "op-simulator", OperatingSystem.IsWindows() ? "op.exe" : "op");
}
