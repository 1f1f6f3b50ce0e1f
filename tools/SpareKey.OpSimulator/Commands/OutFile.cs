using SpareKey.OpSimulator.CommandLine;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`--out-file`: refuses what exists unless --force, creates with mode 0600 or --file-mode, then prints the path, which is not data.</summary>
internal static class OutFile
{
    public static void Deliver(Call call, byte[] content, bool lineFeed)
    {
        content = call.Faults.ChangeContent(content);
        if (call.Args.Value("out-file") is not { Length: > 0 } path)
        {
            call.Out.IsContent = true;
            call.Out.Write(content);
            if (lineFeed) call.Out.Print("\n");
            return;
        }
        if (File.Exists(path) && !call.Args.IsOn("force")) throw new OpError(Texts.CannotPrompt);
        Write(path, content, Mode(call.Args));
        if (!call.Faults.Has("no-path-echo")) call.Out.Print(path + "\n");
    }

    private static void Write(string path, byte[] content, UnixFileMode mode)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
            using var file = new FileStream(path, options);
            file.Write(content);
        }
        catch (IOException e) { throw new OpError($"open {path}: {e.Message}"); }
        catch (UnauthorizedAccessException) { throw new OpError($"open {path}: permission denied"); }
    }

    private static UnixFileMode Mode(ParsedArguments args)
    {
        if (args.Value("file-mode") is not { } text) return UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var mode = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '7' || mode > 0x1FF) throw new OpError($"invalid argument \"{text}\" for \"--file-mode\" flag") { After = UsageText.For(args.Command) };
            mode = (mode << 3) | (c - '0');
        }
        return (UnixFileMode)(mode & 0x1FF);
    }

}
