namespace SpareKey.SecurityModel;

/// <summary>What kind of item: the code that accounts, OPVault and 1PUX share ("001" is a login).</summary>
/// <param name="Code">The code, three digits.</param>
public readonly record struct ItemCategory(string Code)
{
    /// <summary>A login.</summary>
    public static ItemCategory Login { get; } = new("001");

    /// <summary>A secure note.</summary>
    public static ItemCategory SecureNote { get; } = new("003");

    /// <summary>A document.</summary>
    public static ItemCategory Document { get; } = new("006");

    /// <summary>A deleted item's marker in OPVault.</summary>
    public static ItemCategory Tombstone { get; } = new("099");

    /// <summary>The name in English, or "Category" and the code where it is not known.</summary>
    public string Name => Code switch
    {
        "001" => "Login",
        "002" => "Credit Card",
        "003" => "Secure Note",
        "004" => "Identity",
        "005" => "Password",
        "006" => "Document",
        "099" => "Tombstone",
        "100" => "Software License",
        "101" => "Bank Account",
        "102" => "Database",
        "103" => "Driver License",
        "104" => "Outdoor License",
        "105" => "Membership",
        "106" => "Passport",
        "107" => "Rewards",
        "108" => "Social Security Number",
        "109" => "Wireless Router",
        "110" => "Server",
        "111" => "Email Account",
        "112" => "API Credential",
        "113" => "Medical Record",
        "114" => "SSH Key",
        "115" => "Crypto Wallet",
        _ => $"Category {Printable.Text(Code)}",
    };

    /// <summary>The name in English.</summary>
    public override string ToString() => Name;
}

/// <summary>Whether an item is in use.</summary>
public enum ItemState
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Archived (older clients: in the trash).</summary>
    Archived,

    /// <summary>Deleted; only the marker is left.</summary>
    Deleted,

    /// <summary>The data says something this library does not know.</summary>
    Unknown,
}
