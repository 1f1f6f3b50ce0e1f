using SpareKey.Archive.Container;
using SpareKey.Archive.Tests;

namespace SpareKey.DamageCampaigns;

internal static class Raw
{
    /// <summary>A ZIP of these files in canonical form, without the bounds a writer keeps: an exchanged entry may be too large for its name.</summary>
    public static byte[] Zip(IReadOnlyList<(string Name, byte[] Content)> parts)
    {
        var layout = new ContainerLayout(DosTime.From(Made.Created.AddHours(1)));
        using var output = new MemoryStream();
        foreach (var (name, content) in parts)
        {
            output.Write(layout.LocalHeader(layout.Add(name, content.Length, Crc32.Compute(content))));
            output.Write(content);
        }

        output.Write(layout.Tail());
        return output.ToArray();
    }
}
