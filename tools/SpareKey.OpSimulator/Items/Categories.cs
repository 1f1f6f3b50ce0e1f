namespace SpareKey.OpSimulator.Items;

internal sealed record Category(string Code, string Uuid, string Name);

internal static class Categories
{
    /// <summary>In the order `op item template list` was seen to print them.</summary>
    public static readonly Category[] All =
    [
        new("MEDICAL_RECORD", "113", "Medical Record"), new("MEMBERSHIP", "105", "Membership"), new("PASSWORD", "005", "Password"),
        new("REWARD_PROGRAM", "107", "Reward Program"), new("SECURE_NOTE", "003", "Secure Note"), new("BANK_ACCOUNT", "101", "Bank Account"),
        new("CUSTOM", "115", "Crypto Wallet"), new("LOGIN", "001", "Login"), new("IDENTITY", "004", "Identity"), new("DOCUMENT", "006", "Document"),
        new("DRIVER_LICENSE", "103", "Driver License"), new("EMAIL_ACCOUNT", "111", "Email Account"), new("SERVER", "110", "Server"),
        new("CREDIT_CARD", "002", "Credit Card"), new("PASSPORT", "106", "Passport"), new("WIRELESS_ROUTER", "109", "Wireless Router"),
        new("SOCIAL_SECURITY_NUMBER", "108", "Social Security Number"), new("SOFTWARE_LICENSE", "100", "Software License"), new("SSH_KEY", "114", "SSH Key"),
        new("API_CREDENTIAL", "112", "API Credential"), new("DATABASE", "102", "Database"), new("OUTDOOR_LICENSE", "104", "Outdoor License"),
    ];

    /// <summary>Any case, with or without spaces, underscores or hyphens.</summary>
    public static Category? Find(string text)
    {
        var wanted = Plain(text);
        return All.FirstOrDefault(c => Plain(c.Name) == wanted || Plain(c.Code) == wanted);
    }

    private static string Plain(string text) => new([.. text.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);
}
