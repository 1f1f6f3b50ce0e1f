using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SpareKey.Core.Snapshots;

/// <summary>
/// Archive paths for parts of an account. They carry ids and safe names only, so that a hostile title or file name
/// cannot lead anywhere; the true names are in the JSON.
/// </summary>
public static class SnapshotPaths
{
    private static readonly SearchValues<char> UsualIdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private const int MaxNameLength = 80;
    private const int HashCharacters = 26;

    /// <param name="vaultId">The vault.</param>
    /// <param name="attempt">1 for the first capture in a run; a later one has its number in the path.</param>
    public static string Vault(string vaultId, int attempt = 1) => $"vaults/{SafeId(vaultId)}/vault{Again(attempt)}.json";

    public static string Item(string vaultId, string itemId, int attempt = 1) =>
        $"vaults/{SafeId(vaultId)}/items/{SafeId(itemId)}{Again(attempt)}.json";

    public static string File(string vaultId, string itemId, string fileId, string name, int attempt = 1) =>
        $"vaults/{SafeId(vaultId)}/files/{SafeId(itemId)}/{SafeId(fileId)}{Again(attempt)}/{SafeName(name)}";

    /// <summary>
    /// Ids are 26 lower-case letters and digits in every recording. Anything else comes from a damaged or hostile source
    /// and is replaced by a digest, which keeps different ids different also where the file system ignores case.
    /// </summary>
    internal static string SafeId(string id)
    {
        var usual = id.Length is > 0 and <= 64 && !id.AsSpan().ContainsAnyExcept(UsualIdCharacters);
        return usual ? id : "x-" + Digest(id);
    }

    /// <summary>A name every file system takes, recognisable for a person. Unique only together with the folder it is in.</summary>
    internal static string SafeName(string name)
    {
        var safe = new StringBuilder(Math.Min(name.Length, MaxNameLength));
        foreach (var rune in name.EnumerateRunes())
        {
            if (safe.Length == MaxNameLength)
                break;
            safe.Append(rune.IsAscii && IsSafe((char)rune.Value) ? (char)rune.Value : '_');
        }

        // Windows drops trailing dots and reserves device names with any extension; a leading dot hides a file, a leading dash is an option.
        var trimmed = safe.ToString().TrimEnd('.').TrimStart('.', '-');
        if (trimmed.Length == 0)
            return "file";
        return IsDeviceName(trimmed) ? "_" + trimmed : trimmed;
    }

    private static bool IsSafe(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';

    private static bool IsDeviceName(string name)
    {
        var stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }

    private static string Again(int attempt) =>
        attempt == 1 ? "" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $".{attempt}");

    private static string Digest(string id) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..HashCharacters];
}
