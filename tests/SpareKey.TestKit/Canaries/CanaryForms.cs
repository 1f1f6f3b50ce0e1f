using System.Text;

namespace SpareKey.TestKit.Canaries;

/// <summary>The byte sequences a secret turns into when somebody writes it down carelessly.</summary>
internal static class CanaryForms
{
    public static IEnumerable<(string Form, byte[] Bytes)> Of(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        yield return ("plain", plain);
        yield return ("utf-16 little endian", Encoding.Unicode.GetBytes(text));
        yield return ("utf-16 big endian", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(plain)));
        yield return ("hex upper case", Encoding.ASCII.GetBytes(Convert.ToHexString(plain)));
        for (var before = 0; before < 3; before++)
        {
            var middle = Base64Middle(plain, before);
            yield return ($"base64 at {before}", Encoding.ASCII.GetBytes(middle));
            var forUrls = middle.Replace('+', '-').Replace('/', '_');
            if (forUrls != middle)
                yield return ($"base64url at {before}", Encoding.ASCII.GetBytes(forUrls));
        }
    }

    // Base64 writes three bytes as four characters, so the same text looks different at each of three places.
    // Characters that also hold bits of a neighbour are left out.
    private static string Base64Middle(byte[] plain, int before)
    {
        byte[] placed = [.. new byte[before], .. plain];
        var encoded = Convert.ToBase64String(placed);
        var from = before == 0 ? 0 : before + 1;
        var to = placed.Length * 8 / 6;
        return encoded[from..to];
    }
}
