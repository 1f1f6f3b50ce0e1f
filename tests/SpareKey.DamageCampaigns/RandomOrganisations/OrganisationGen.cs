using FsCheck;
using FsCheck.Fluent;

namespace SpareKey.DamageCampaigns;

/// <summary>Random organisations, with a liking for what has gone wrong elsewhere.</summary>
internal static class OrganisationGen
{
    private static readonly string[] OddTexts =
    [
        "", " ", ".", "..", "../../etc/passwd", "/absolute", "C:\\Windows", "con", "NUL.txt", "-rf", "--out=x", "a/b\\c", "x\0y", "line\nbreak\r\n", "\u202Egnp.exe", "\uFEFFbom",
        "Ünïcödé ß", "日本語", "🔑🏠👩‍👩‍👧", "e\u0301", "é", "\"quoted\" 'n' `ticks` $(x) %PATH%", "<&>\u2028\u2029", "op://a/b", "{\"json\":[1]}", new string('n', 3000),
    ];

    private static Gen<string> Text { get; } = Gen.Frequency(
        (3, Gen.Elements(OddTexts)),
        (4, Gen.Choose(1, 0x2FF).Select(Character).ListOf().Select(letters => string.Concat(letters))),
        (2, Gen.Choose(1, 0x10FFFF).Select(Character).ListOf().Select(letters => string.Concat(letters))));

    // Half of a surrogate pair cannot be in valid UTF-8, which is what op prints.
    private static string Character(int code) => code is >= 0xD800 and <= 0xDFFF ? "?" : char.ConvertFromUtf32(code);

    private static Gen<string> Title { get; } = Text.Select(text => text.Length == 0 ? "untitled" : text);

    private static Gen<byte[]> Bytes { get; } = Gen.Frequency(
        (2, Gen.Constant(Array.Empty<byte>())),
        (5, Gen.Choose(0, 255).Select(value => (byte)value).ListOf().Select(bytes => bytes.ToArray())),
        (2, from length in Gen.Choose(500, 40_000) from first in Gen.Choose(0, 255) select Patterned(length, first)),
        (1, Gen.Elements<byte[]>([0], [0x1F, 0x8B, 8], "PK\u0005\u0006"u8.ToArray(), new byte[1024])));

    private static byte[] Patterned(int length, int first) => [.. Enumerable.Range(0, length).Select(i => unchecked((byte)((i * 31) + first + (i >> 8))))];

    private static Gen<OrganisationField> Field { get; } =
        from id in Gen.Frequency((3, Gen.Elements("username", "password", "a", "A", "")), (2, Text))
        from label in Text
        from value in Text
        select new OrganisationField(id, label, value);

    private static Gen<OrganisationFile> AnyFile { get; } = from name in Text from content in Bytes select new OrganisationFile(name, content);

    private static Gen<OrganisationItem> Item { get; } =
        from category in Gen.Elements("LOGIN", "SECURE_NOTE", "PASSWORD", "DATABASE", "DOCUMENT")
        from title in Title
        from archived in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from fields in UpTo(Field, 6)
        from files in FilesOf(category == "DOCUMENT", archived)
        select new OrganisationItem(category, title, archived, fields, files);

    // A document has its file; what else an archived item holds is out of op's reach, which other tests are about.
    private static Gen<IReadOnlyList<OrganisationFile>> FilesOf(bool isDocument, bool archived) => (isDocument, archived) switch
    {
        (true, true) => AnyFile.Select(file => (IReadOnlyList<OrganisationFile>)[file]),
        (true, false) => from first in AnyFile from more in UpTo(AnyFile, 2) select (IReadOnlyList<OrganisationFile>)[first, .. more],
        (false, true) => Gen.Constant((IReadOnlyList<OrganisationFile>)[]),
        _ => UpTo(AnyFile, 2),
    };

    private static Gen<OrganisationVault> Vault { get; } =
        from name in Title
        from shares in Gen.Elements(true, false)
        from items in UpTo(Item, 5)
        select new OrganisationVault(name, shares, items);

    public static Gen<Organisation> Any { get; } = from first in Vault from more in UpTo(Vault, 4) select new Organisation([first, .. more]);

    private static Gen<IReadOnlyList<T>> UpTo<T>(Gen<T> each, int most) =>
        from count in Gen.Choose(0, most) from list in each.ListOf(count) select (IReadOnlyList<T>)[.. list];
}
