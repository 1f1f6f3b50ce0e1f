using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>
/// Reads an OPVault, the format of 1Password 4 to 7 for vaults outside accounts: a folder with profile.js, folders.js, band_0.js to band_F.js and
/// attachments. Every MAC is checked. Source: AgileBits' description of the OPVault design; checked against their sample vault.
/// </summary>
public sealed class OpVaultArchive : ExportArchive
{
    private readonly OpVaultKeys _keys;
    private readonly OpVaultFiles _files;
    private readonly Dictionary<string, OpKeys> _itemKeys = new(StringComparer.Ordinal);
    private readonly List<ExportItem> _items = [];
    private readonly List<string> _problems = [];
    private readonly ExportVault _vault;

    private OpVaultArchive(OpVaultFiles files, OpVaultKeys keys, ExportVault vault)
    {
        _files = files;
        _keys = keys;
        _vault = vault;
    }

    /// <inheritdoc/>
    public override string Format => "OPVault";

    /// <inheritdoc/>
    public override IReadOnlyList<ExportVault> Vaults => [_vault];

    /// <inheritdoc/>
    public override IReadOnlyList<ExportItem> Items => _items;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems => _problems;

    /// <summary>The titles of the folders by their ids (items name theirs in the member <c>folder</c>).</summary>
    public IReadOnlyDictionary<string, string> Folders { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether a set of files looks like an OPVault: one of them is a profile.js.</summary>
    public static bool LooksLikeOne(IFileSet files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return OpVaultFiles.FindProfile(files) is not null;
    }

    /// <summary>Opens the vault with its password (as typed: OPVault does not normalise it) and reads every item.</summary>
    /// <exception cref="UnlockFailedException">The password is wrong, or the profile damaged.</exception>
    /// <exception cref="MalformedDataException">There is no profile, or it or a band is malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">The iteration count is out of bounds.</exception>
    public static OpVaultArchive Open(IFileSet files, ReadOnlySpan<char> password)
    {
        ArgumentNullException.ThrowIfNull(files);
        var vaultFiles = new OpVaultFiles(files);
        var profile = vaultFiles.ReadScript("profile.js") ?? throw new Place("OPVault").Malformed("there is no profile.js");
        var place = new Place("OPVault profile.js");
        var vault = new ExportVault(profile.LenientText("uuid") ?? "", profile.LenientText("profileName") ?? "", "");
        var archive = new OpVaultArchive(vaultFiles, OpVaultKeys.Open(profile, password, place), vault);
        try
        {
            archive.ReadEverything();
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override SecretBytes ReadFile(ExportFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!_itemKeys.TryGetValue(file.ItemUuid, out var keys))
            throw new Place("attachment", file.Id).Malformed("its item is not in this vault");
        return OpVaultAttachment.ReadContent(_files, file, keys);
    }

    private protected override void Dispose(bool disposing)
    {
        foreach (var keys in _itemKeys.Values)
            keys.Dispose();
        _keys.Dispose();
    }

    private void ReadEverything()
    {
        if (_files.ReadScript("folders.js") is { } folders)
            Folders = ReadFolders(folders);
        var attachments = ReadAttachments().ToLookup(file => file.ItemUuid, StringComparer.Ordinal);
        foreach (var digit in "0123456789ABCDEF")
        {
            if (_files.ReadScript($"band_{digit}.js") is not { } band)
                continue;
            foreach (var (uuid, node) in band)
                TryAdd(uuid, node, attachments);
        }
        foreach (var orphan in attachments.Where(group => !_itemKeys.ContainsKey(group.Key)).SelectMany(group => group))
            _problems.Add($"{new Place("attachment", orphan.Id)}: its item {Printable.Id(orphan.ItemUuid)} is not in this vault");
    }

    private void TryAdd(string uuid, JsonNode? node, ILookup<string, ExportFile> attachments)
    {
        var place = new Place("item", uuid);
        try
        {
            var json = node as JsonObject ?? throw place.Malformed("not an object");
            if (_itemKeys.ContainsKey(uuid))
                throw place.Malformed("it occurs twice");
            var (item, keys) = OpVaultItem.Open(uuid, json, _keys, place);
            _itemKeys.Add(uuid, keys);
            _items.Add(new ExportItem(_vault.Id, item, [.. attachments[uuid]]));
        }
        catch (SecurityModelException e)
        {
            _problems.Add(e.Message);
        }
    }

    private Dictionary<string, string> ReadFolders(JsonObject folders)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (uuid, node) in folders)
        {
            var place = new Place("folder", uuid);
            try
            {
                using var overview = _keys.Overview.OpenOpData(OpVaultItem.Binary(node as JsonObject ?? throw place.Malformed("not an object"), "overview", place), place);
                titles.Add(uuid, JsonText.ParseObject(overview.DangerousBytes, place).LenientText("title") ?? "");
            }
            catch (SecurityModelException e)
            {
                _problems.Add(e.Message);
            }
        }
        return titles;
    }

    private List<ExportFile> ReadAttachments()
    {
        var found = new List<ExportFile>();
        foreach (var name in _files.AttachmentNames)
        {
            try
            {
                found.Add(OpVaultAttachment.ReadHead(_files, name, _keys.Overview));
            }
            catch (SecurityModelException e)
            {
                _problems.Add(e.Message);
            }
        }
        return found;
    }
}
