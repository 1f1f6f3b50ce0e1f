using System.IO.Compression;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>
/// Reads a 1PUX file, 1Password 8's unencrypted export: a ZIP with export.attributes, export.data and files/. Source: 1Password support, "1pux format".
/// Everything in it is plaintext, nothing is authenticated, and every name in it is hostile.
/// </summary>
public sealed class OnePuxArchive : ExportArchive
{
    private const string AttributesName = "export.attributes";
    private const string DataName = "export.data";
    private const int MaximumEntries = 100_000;
    private const int AttributesBytes = 1024 * 1024;

    private static readonly Place Place = new("1PUX");

    private readonly ZipArchive _zip;
    private readonly OnePuxContent _content;

    private OnePuxArchive(ZipArchive zip, OnePuxContent content, long version)
    {
        _zip = zip;
        _content = content;
        Version = version;
    }

    /// <inheritdoc/>
    public override string Format => "1PUX";

    /// <summary>The format version in export.attributes (3 today).</summary>
    public long Version { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ExportVault> Vaults => _content.Vaults;

    /// <inheritdoc/>
    public override IReadOnlyList<ExportItem> Items => _content.Items;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Problems => _content.Problems;

    /// <summary>Opens an export. The stream must be seekable and stays the caller's.</summary>
    /// <exception cref="MalformedDataException">It is no ZIP, lacks one of the two JSON files or holds one twice, or they are malformed or larger than 256 MiB.</exception>
    /// <exception cref="UnsupportedSchemeException">It is of a version other than 2 or 3.</exception>
    public static OnePuxArchive Open(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var zip = OnePuxZip.Open(stream, Place);
        try
        {
            var names = OnePuxZip.Names(zip, MaximumEntries, Place);
            var version = ReadVersion(ReadJson(zip, AttributesName, AttributesBytes));
            var content = new OnePuxContent(names);
            content.Read(ReadJson(zip, DataName, BoundedRead.JsonBytes));
            return new OnePuxArchive(zip, content, version);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override SecretBytes ReadFile(ExportFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var place = new Place("file", file.Id);
        var content = OnePuxZip.Read(_zip, file.Source, BoundedRead.FileBytes, place);
        if (file.Size is null || file.Size == content.Length)
            return content;
        content.Dispose();
        throw place.Malformed("it has another size than its item says");
    }

    private protected override void Dispose(bool disposing) => _zip.Dispose();

    private static JsonObject ReadJson(ZipArchive zip, string name, int limit)
    {
        var place = new Place($"1PUX {name}");
        using var bytes = OnePuxZip.Read(zip, name, limit, place);
        return JsonText.ParseObject(bytes.DangerousBytes, place);
    }

    private static long ReadVersion(JsonObject attributes)
    {
        var version = attributes.Integer("version", new Place("1PUX export.attributes"));
        return version is 2 or 3 ? version : throw Place.Unsupported($"version {version} of the format; known are 2 and 3");
    }
}
