using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

internal static class SignerRule
{
    private const int HexCharacters = 64;

    /// <summary>Takes a thumbprint as tools print it: any case, with or without colons.</summary>
    public static string? Check(string? thumbprint)
    {
        if (thumbprint is null)
            return null;
        var hex = thumbprint.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return hex.Length == HexCharacters && hex.All(char.IsAsciiHexDigitLower)
            ? hex
            : throw new UserErrorException(ExitCode.Usage, "--signer is not a SHA-256 thumbprint", "give 64 hexadecimal digits, as sparekey show prints them");
    }
}
