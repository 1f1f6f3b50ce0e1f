using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>The files of an OPVault beside its profile.js, wherever in the set that is (X.opvault/default/ as a rule).</summary>
internal sealed class OpVaultFiles
{
    private const string Profile = "profile.js";
    private const string AttachmentSuffix = ".attachment";
    private const int MaximumFiles = 100_000;

    private readonly IFileSet _files;
    private readonly string _folder;
    private readonly HashSet<string> _names;

    public OpVaultFiles(IFileSet files)
    {
        _files = files;
        if (files.Names.Count > MaximumFiles)
            throw new Place("OPVault").Malformed($"more than {MaximumFiles} files");
        var profile = FindProfile(files) ?? throw new Place("OPVault").Malformed("there is no profile.js");
        _folder = profile[..^Profile.Length];
        _names = [.. files.Names.Where(name => name.StartsWith(_folder, StringComparison.Ordinal))];
    }

    public IEnumerable<string> AttachmentNames => _names.Where(name => name.EndsWith(AttachmentSuffix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    // The profile called "default" is the only one that 1Password makes; of several the shortest path wins.
    public static string? FindProfile(IFileSet files) => files.Names
        .Where(name => string.Equals(name, Profile, StringComparison.Ordinal) || name.EndsWith("/" + Profile, StringComparison.Ordinal))
        .OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).FirstOrDefault();

    public JsonObject? ReadScript(string name)
    {
        if (!_names.Contains(_folder + name))
            return null;
        var place = new Place($"OPVault {name}");
        using var stream = _files.Open(_folder + name);
        using var bytes = BoundedRead.ToEnd(stream, BoundedRead.JsonBytes, place);
        return OpVaultScript.Read(bytes.DangerousBytes, place);
    }

    public Stream Open(string attachmentName) => _files.Open(attachmentName);
}
