using SpareKey.Core.Errors;

namespace SpareKey.Cli.Demo;

/// <summary>
/// Opens a snapshot as its README says, with nothing of ours. Each decrypted segment goes through a file in the demo's
/// private folder: openssl prints plaintext before it has checked the tag, so its exit status has to be seen first.
/// </summary>
internal static class StockTools
{
    public static async Task OpenAsync(DemoPlace place, string snapshot, CancellationToken cancellationToken)
    {
        await Run("unzip", "-q", snapshot, "-d", place.Unzipped);
        var keyFile = Path.Combine(place.Root, "key.pem");
        await Run("openssl", "pkcs12", "-in", Path.Combine(place.Safe, "recovery.pfx"), "-passin", $"file:{place.PasswordFile}", "-nocerts", "-noenc", "-out", keyFile);
        var archive = Path.Combine(place.Root, "all.tar.gz");
        await using (var all = new FileStream(archive, FileMode.CreateNew, FileAccess.Write))
        {
            foreach (var segment in Directory.EnumerateFiles(Path.Combine(place.Unzipped, "segments"), "*.cms").Order(StringComparer.Ordinal))
                await AppendAsync(segment, keyFile, all);
        }

        Directory.CreateDirectory(place.ByHand);
        await Run("tar", "-xzf", archive, "-C", place.ByHand);
        File.Delete(archive);
        File.Delete(keyFile);

        async Task AppendAsync(string segment, string key, Stream all)
        {
            var part = Path.Combine(place.Root, "part");
            await Run("openssl", "cms", "-decrypt", "-inform", "DER", "-in", segment, "-inkey", key, "-out", part);
            await using (var opened = File.OpenRead(part))
                await opened.CopyToAsync(all, cancellationToken);
            File.Delete(part);
        }

        Task<string> Run(string tool, params string[] arguments) => ToolRunner.RunAsync(tool, arguments, cancellationToken);
    }

    /// <summary>Compares two folders byte for byte.</summary>
    /// <returns>How many files and bytes are the same.</returns>
    public static (int Files, long Bytes) Compare(string one, string other)
    {
        var names = Names(one);
        var difference = names.Except(Names(other), StringComparer.Ordinal).Concat(Names(other).Except(names, StringComparer.Ordinal)).FirstOrDefault();
        if (difference is not null)
            throw new UserErrorException(ExitCode.VerificationFailed, $"only one of {one} and {other} holds {difference}", "please report this");
        var bytes = 0L;
        foreach (var name in names)
        {
            var content = File.ReadAllBytes(Path.Combine(one, name));
            if (!content.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(other, name))))
                throw new UserErrorException(ExitCode.VerificationFailed, $"{name} differs between {one} and {other}", "please report this");
            bytes += content.Length;
        }

        return (names.Count, bytes);
    }

    private static HashSet<string> Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))];
}
