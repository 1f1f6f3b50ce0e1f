using System.Text.Json;
using System.Text.RegularExpressions;
using SpareKey.Core.Errors;
using SpareKey.Core.State;
using SpareKey.Platform.Files;

namespace SpareKey.Platform.State;

/// <summary>State in a folder of mode 0700: <c>signer.key</c> (0600) and <c>heads/LABEL.json</c>.</summary>
/// <remarks>The signer moves into the platform's secret store once those adapters exist; until then file permissions guard it.</remarks>
public sealed partial class StateFolder(string path) : IStateStore
{
    private const string SignerName = "signer.key";
    private const int MaxFileBytes = 64 * 1024;

    private readonly string _path = Path.GetFullPath(path);

    public string Name => _path;

    public byte[]? ReadSigner() => ReadIfThere(Path.Combine(_path, SignerName));

    public byte[] KeepSigner(byte[] material)
    {
        MakeFolder(_path);
        Drafts.ClearAbandoned(_path);
        var target = Path.Combine(_path, SignerName);
        if (WriteNew(target, material))
            return material;
        return ReadSigner() ?? throw new UserErrorException(ExitCode.Failed, $"cannot keep the signer in {target}", "check the state folder's permissions");
    }

    public SnapshotHead? ReadHead(string label)
    {
        var file = HeadPath(label);
        var json = ReadIfThere(file);
        if (json is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, StateJson.Default.SnapshotHead);
        }
        catch (JsonException failure)
        {
            throw new UserErrorException(ExitCode.Failed, $"{file} is damaged", "remove the file; the next run starts from what the destination holds", failure);
        }
    }

    public void WriteHead(SnapshotHead head)
    {
        var file = HeadPath(head.Label);
        var folder = Path.GetDirectoryName(file)!;
        MakeFolder(folder);
        Drafts.ClearAbandoned(folder);
        FileFailure.Guard("write", file, name =>
        {
            Drafts.Write(name, stream => JsonSerializer.Serialize(stream, head, StateJson.Default.SnapshotHead), overwrite: true);
            return true;
        });
    }

    private string HeadPath(string label)
    {
        if (!LabelPattern().IsMatch(label))
            throw new ArgumentException("not a label", nameof(label));
        return Path.Combine(_path, "heads", label + ".json");
    }

    private static void MakeFolder(string folder) => FileFailure.Guard("create", folder, name =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(name) : Directory.CreateDirectory(name, PrivateFolders.FolderMode));

    private static bool WriteNew(string target, byte[] material) => FileFailure.Guard("write", target, name =>
    {
        try
        {
            Drafts.Write(name, stream => stream.Write(material), overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(name))
        {
            return false;
        }
    });

    private static byte[]? ReadIfThere(string file)
    {
        if (!File.Exists(file))
            return null;
        return FileFailure.Guard("read", file, name =>
        {
            using var stream = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > MaxFileBytes)
                throw new IOException($"larger than {MaxFileBytes} bytes");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        });
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LabelPattern();
}
