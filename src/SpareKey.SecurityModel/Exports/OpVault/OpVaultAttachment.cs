using System.Buffers.Binary;

namespace SpareKey.SecurityModel.Exports;

/// <summary>
/// An attachment file: "OPCLDAT", version u8 (1 or 2), u16le length of the metadata, u16 unused (arbitrary), u32le length of the icon,
/// metadata (JSON), icon (opdata01), content (opdata01 under the item's keys).
/// </summary>
internal static class OpVaultAttachment
{
    private const int HeaderBytes = 16;

    public static ExportFile ReadHead(OpVaultFiles files, string name, OpKeys overviewKeys)
    {
        var place = new Place("attachment", name[(name.LastIndexOf('/') + 1)..]);
        using var stream = files.Open(name);
        var (metadataLength, _) = ReadHeader(stream, place);
        var metadata = JsonText.ParseObject(BoundedRead.Exactly(stream, metadataLength, place), place);
        using var overview = overviewKeys.OpenOpData(OpVaultItem.Binary(metadata, "overview", place), place.At("overview"));
        var fileName = JsonText.ParseObject(overview.DangerousBytes, place.At("overview")).LenientText("filename") ?? "";
        return new ExportFile(metadata.LenientText("uuid") ?? "", fileName, metadata.LenientInteger("contentsSize"))
        {
            Source = name,
            ItemUuid = metadata.Text("itemUUID", place),
        };
    }

    public static SecretBytes ReadContent(OpVaultFiles files, ExportFile file, OpKeys itemKeys)
    {
        var place = new Place("attachment", file.Id);
        using var stream = files.Open(file.Source);
        var (metadataLength, iconLength) = ReadHeader(stream, place);
        using var rest = BoundedRead.ToEnd(stream, BoundedRead.FileBytes, place);
        if (metadataLength + iconLength > rest.Length)
            throw place.Malformed("it ends before its content");
        var content = itemKeys.OpenOpData(rest.DangerousBytes[(int)(metadataLength + iconLength)..], place);
        if (file.Size is null || file.Size == content.Length)
            return content;
        content.Dispose();
        throw place.Malformed("its content has another size than its metadata says");
    }

    private static (int Metadata, long Icon) ReadHeader(Stream stream, Place place)
    {
        var header = BoundedRead.Exactly(stream, HeaderBytes, place);
        if (!header.AsSpan().StartsWith("OPCLDAT"u8))
            throw place.Malformed("it does not begin with OPCLDAT");
        if (header[7] is not (1 or 2))
            throw place.Unsupported($"version {header[7]} of the attachment format; known are 1 and 2");
        return (BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12)));
    }
}
