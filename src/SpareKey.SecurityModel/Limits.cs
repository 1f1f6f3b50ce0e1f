namespace SpareKey.SecurityModel;

/// <summary>Upper bounds that are checked before anything of that size is allocated. Generous against real accounts, small against memory.</summary>
internal static class Limits
{
    public const int PasswordChars = 65_536;
    public const int EmailChars = 1_024;
    public const int SecretKeyChars = 1_024;

    /// <summary>One JSON document: an account's captured keysets, vaults or items.</summary>
    public const int JsonBytes = 256 * 1024 * 1024;

    /// <summary>Nesting of JSON; real data is below 12.</summary>
    public const int JsonDepth = 64;

    /// <summary>The opened text of one JWK; a 4096-bit RSA private key needs 3.3 KiB.</summary>
    public const int JwkBytes = 16 * 1024;

    public const int TokenChars = 16 * 1024;

    /// <summary>The service's own clients give up on keysets nested deeper than this.</summary>
    public const int KeysetDepth = 50;

    public const int RsaModulusBytesMinimum = 256;
    public const int RsaModulusBytesMaximum = 512;

    public const int SaltBytesMinimum = 8;
    public const int SaltBytesMaximum = 64;
}
