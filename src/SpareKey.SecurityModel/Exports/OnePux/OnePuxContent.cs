using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>export.data: accounts, their vaults, their items; and which of the ZIP's files belongs to which item.</summary>
internal sealed class OnePuxContent(IReadOnlyCollection<string> fileNames)
{
    private const string FilesFolder = "files/";
    private const string Separator = "__";

    private readonly List<ExportVault> _vaults = [];
    private readonly List<ExportItem> _items = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _filesById = fileNames
        .Where(name => name.StartsWith(FilesFolder, StringComparison.Ordinal) && name.Contains(Separator, StringComparison.Ordinal))
        .ToLookup(name => name[FilesFolder.Length..name.IndexOf(Separator, StringComparison.Ordinal)], StringComparer.Ordinal);

    public IReadOnlyList<ExportVault> Vaults => _vaults;

    public IReadOnlyList<ExportItem> Items => _items;

    public IReadOnlyList<string> Problems => _problems;

    public void Read(JsonObject data)
    {
        var place = new Place("1PUX export.data");
        foreach (var account in Objects(data, "accounts", place))
        {
            var attributes = account.OptionalObject("attrs", place);
            var accountName = attributes?.LenientText("accountName") ?? attributes?.LenientText("name") ?? "";
            foreach (var vault in Objects(account, "vaults", place))
                ReadVault(vault, accountName, place);
        }
        foreach (var name in _filesById.SelectMany(group => group).Where(name => !_claimed.Contains(name)))
            _problems.Add($"1PUX: the file {Printable.Text(name)} belongs to no item");
    }

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name, Place place) =>
        (json.OptionalArray(name, place) ?? []).Select(node => node as JsonObject ?? throw place.Malformed($"an entry of \"{name}\" is not an object"));

    private void ReadVault(JsonObject vault, string accountName, Place place)
    {
        var attributes = vault.OptionalObject("attrs", place) ?? [];
        var id = attributes.LenientText("uuid") ?? "";
        _vaults.Add(new ExportVault(id, attributes.LenientText("name") ?? "", accountName));
        var avatar = FilesFolder + attributes.LenientText("avatar");
        _claimed.Add(avatar);
        foreach (var entry in Objects(vault, "items", new Place("1PUX vault", id)))
        {
            // Early exports put each item into an object with its file.
            TryAdd(entry["item"] as JsonObject ?? entry, id);
        }
    }

    private void TryAdd(JsonObject json, string vaultId)
    {
        var place = new Place("item", json.LenientText("uuid") ?? "");
        try
        {
            var item = OnePuxItem.Read(json, place);
            _items.Add(new ExportItem(vaultId, item, [.. Files(item, place)]));
        }
        catch (SecurityModelException e)
        {
            _problems.Add(e.Message);
        }
    }

    private IEnumerable<ExportFile> Files(Item item, Place place)
    {
        var references = item.Details.Sections.SelectMany(section => section.Fields).Where(field => field.Kind is "file").Select(field => field.Value as JsonObject)
            .Prepend(item.Details.Json["documentAttributes"] as JsonObject);
        foreach (var reference in references.OfType<JsonObject>())
        {
            var id = reference.LenientText("documentId") ?? "";
            if (_filesById[id].FirstOrDefault() is { } source)
            {
                _claimed.Add(source);
                yield return new ExportFile(id, reference.LenientText("fileName") ?? "", reference.LenientInteger("decryptedSize")) { Source = source, ItemUuid = item.Uuid };
            }
            else
            {
                _problems.Add($"{place}: its file {Printable.Id(id)} is not in the export");
            }
        }
    }
}
