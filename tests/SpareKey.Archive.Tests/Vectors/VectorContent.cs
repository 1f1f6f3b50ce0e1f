using System.Text;

namespace SpareKey.Archive.Tests;

/// <summary>What is inside the committed snapshot.</summary>
internal static class VectorContent
{
    public const int SliceTarget = 4096;

    public const string Index = """{"vaults":[{"id":"vaulta","name":"Gr\u00fc\u00dfe"}]}""";

    public static IReadOnlyList<(string Path, byte[] Content)> Entries { get; } =
    [
        ("vaults/vaulta/vault.json", Encoding.UTF8.GetBytes("""{"id":"vaulta","name":"Grüße"}""")),
        ("vaults/vaulta/items/item1.json", "{\"id\":\"item1\",\"fields\":[]}\n"u8.ToArray()),
        ("vaults/vaulta/files/item1/file1/large.txt", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1500).Select(i => $"line {i}\n")))),
        ("vaults/vaulta/files/item1/file2/empty", []),
        ("vaults/vaulta/files/item1/" + new string('n', 120), "a name that needs a pax header"u8.ToArray()),
        ("vaults/vaulta/items/item2.json", "{\"id\":\"item2\"}"u8.ToArray()),
    ];
}
