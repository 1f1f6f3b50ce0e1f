namespace SpareKey.SecurityModel;

/// <summary>What is derived, and how; the protocol's name of the method separates the outputs from one another.</summary>
public enum DerivationMethod
{
    /// <summary><c>PBES2g-HS256</c>: the account unlock key.</summary>
    AccountUnlock,

    /// <summary><c>SRPg-4096</c>: the private value x of the sign-in protocol.</summary>
    SrpX,

    /// <summary><c>PBES2-HS256</c>: the account unlock key of old accounts. Read only: nothing new is derived with it.</summary>
    LegacyAccountUnlock,
}

internal static class DerivationMethods
{
    public const string AccountUnlock = "PBES2g-HS256";
    public const string SrpX = "SRPg-4096";
    public const string LegacyAccountUnlock = "PBES2-HS256";

    public static string Name(this DerivationMethod method) => method switch
    {
        DerivationMethod.AccountUnlock => AccountUnlock,
        DerivationMethod.SrpX => SrpX,
        DerivationMethod.LegacyAccountUnlock => LegacyAccountUnlock,
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    public static DerivationMethod ForEnvelope(string name, Place place) => name switch
    {
        AccountUnlock => DerivationMethod.AccountUnlock,
        LegacyAccountUnlock => DerivationMethod.LegacyAccountUnlock,
        _ => throw place.Unsupported($"key derivation \"{Printable.Text(name)}\"; known are {AccountUnlock} and {LegacyAccountUnlock}"),
    };
}
