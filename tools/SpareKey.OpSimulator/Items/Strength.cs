namespace SpareKey.OpSimulator.Items;

internal static class Strength
{
    /// <summary>A word for a password by its length: the words are `op`'s, the thresholds ours.</summary>
    public static string Of(string password) => password.Length switch
    {
        0 => "TERRIBLE",
        < 8 => "WEAK",
        < 12 => "FAIR",
        < 16 => "GOOD",
        < 20 => "VERY_GOOD",
        < 26 => "EXCELLENT",
        _ => "FANTASTIC",
    };
}
