using SpareKey.Archive.Envelope;

namespace SpareKey.Fuzz;

/// <summary>Changes one element of a DER tree and lays the lengths around it anew, or lies about its own length.</summary>
internal static class DerMutation
{
    private const int MostDepth = 24;
    private static readonly byte[] Tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0C, 0x10, 0x30, 0x31, 0x80, 0xA0, 0xA1, 0xBF, 0x1F];
    private static readonly byte[][] Lengths = [[0x80], [0x81, 0x00], [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF], [0x84, 0x80, 0x00, 0x00, 0x00]];

    public static byte[] Change(byte[] bytes, SeededChoice choice)
    {
        if (Parse(bytes, 0) is not { Count: > 0 } roots)
            return ByteMutation.Change(bytes, choice);
        var all = roots.SelectMany(Flatten).ToList();
        Apply(choice.Of(all), all, choice);
        return [.. roots.SelectMany(node => node.Encode())];
    }

    private static void Apply(Node node, List<Node> all, SeededChoice choice)
    {
        switch (choice.Below(7))
        {
            case 0: node.Tag = choice.Of(Tags); break;
            case 1: node.Length = choice.Of(Lengths); break;
            case 2: node.Children.Clear(); node.Content = []; break;
            case 3: node.Times = 2 + choice.Below(70); break;
            case 4: node.Times = 0; break;
            case 5: node.Replacement = choice.Of(all).Encode(); break;
            default: node.Content = ByteMutation.Change(node.Children.Count > 0 ? [.. node.Children.SelectMany(child => child.Encode())] : node.Content, choice); node.Children.Clear(); break;
        }
    }

    private static IEnumerable<Node> Flatten(Node node) => node.Children.SelectMany(Flatten).Prepend(node);

    // Null if these bytes are no sequence of definite-length elements.
    private static List<Node>? Parse(ReadOnlySpan<byte> bytes, int depth)
    {
        var nodes = new List<Node>();
        while (bytes.Length > 0)
        {
            if (bytes.Length < 2 || (bytes[0] & 0x1F) == 0x1F || Length(bytes[1..]) is not { } length || length.Header + 1L + length.Content > bytes.Length)
                return null;
            var content = bytes.Slice(1 + length.Header, length.Content);
            var children = (bytes[0] & 0x20) != 0 && depth < MostDepth ? Parse(content, depth + 1) : null;
            nodes.Add(new Node { Tag = bytes[0], Content = content.ToArray(), Children = children ?? [] });
            bytes = bytes[(1 + length.Header + length.Content)..];
        }

        return nodes;
    }

    private static (int Header, int Content)? Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] < 0x80)
            return (1, bytes[0]);
        var octets = bytes[0] & 0x7F;
        if (octets is 0 or > 3 || bytes.Length <= octets)
            return null;
        var length = 0;
        foreach (var octet in bytes.Slice(1, octets))
            length = (length << 8) | octet;
        return (1 + octets, length);
    }

    private sealed class Node
    {
        public byte Tag { get; set; }
        public byte[] Content { get; set; } = [];
        public List<Node> Children { get; init; } = [];
        public byte[]? Length { get; set; }
        public byte[]? Replacement { get; set; }
        public int Times { get; set; } = 1;

        public byte[] Encode()
        {
            byte[] content = Children.Count > 0 ? [.. Children.SelectMany(child => child.Encode())] : Content;
            byte[] one = Replacement ?? (Length is null ? [.. Der.Header(Tag, content.Length), .. content] : [Tag, .. Length, .. content]);
            return Times == 1 ? one : [.. Enumerable.Repeat(one, Times).SelectMany(part => part)];
        }
    }
}
