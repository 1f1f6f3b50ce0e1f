using System.Security.Cryptography;

namespace SpareKey.OpSimulator.Model;

/// <summary>26 characters of base32: lower case for vaults, items and files, upper case for users and accounts (all recordings).</summary>
internal static class Ids
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <remarks>Only such a text may become part of a path in the model folder.</remarks>
    public static bool IsId(string? text) => text is { Length: 26 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, 26);

    public static string CreateUpper() => Create().ToUpperInvariant();
}
