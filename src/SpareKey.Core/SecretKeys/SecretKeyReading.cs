using SpareKey.Core.Errors;
using SpareKey.SecurityModel;
using Secret = SpareKey.Core.Secrets.SecretText;

namespace SpareKey.Core.SecretKeys;

/// <summary>Reads a Secret Key as people paste it; what is wrong is told with its place and never with the text.</summary>
public static class SecretKeyReading
{
    private const int MostPlaces = 5;

    /// <exception cref="UserErrorException">It is no Secret Key.</exception>
    public static SecretKey Read(Secret text, string origin)
    {
        if (SecretKey.TryParse(text.Reveal(), out var key, out var problem))
            return key;
        throw new UserErrorException(
            ExitCode.Failed,
            $"{origin} holds no Secret Key: {problem}{Places(text.Reveal())}",
            "it is on the Emergency Kit: A3, a dash, 6 characters, then 26 more in groups; 0, 1, I, O and U never occur in it");
    }

    // Naming a character that no key can hold gives nothing of the key away, and finds the slip.
    private static string Places(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOf(':') + 1;
        var places = new List<int>();
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] is '0' or '1' or 'I' or 'i' or 'O' or 'o' or 'U' or 'u')
                places.Add(at + 1);
        }

        if (places.Count == 0)
            return "";
        var shown = string.Join(", ", places.Take(MostPlaces));
        return $" (look at character {shown}{(places.Count > MostPlaces ? " …" : "")} of the text)";
    }
}
