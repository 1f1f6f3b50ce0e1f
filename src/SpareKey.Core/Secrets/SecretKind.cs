namespace SpareKey.Core.Secrets;

/// <summary>What a secret is, for messages, and how long it may be.</summary>
/// <param name="Name">As a person calls it.</param>
/// <param name="MaxBytes">The most bytes of UTF-8, line ending included.</param>
public sealed record SecretKind(string Name, int MaxBytes)
{
    public static SecretKind Password { get; } = new("password", 4096);

    public static SecretKind SecretKey { get; } = new("Secret Key", 1024);

    /// <summary>Real tokens have about 900 characters; the model reads at most 16,384.</summary>
    public static SecretKind Token { get; } = new("token", 16 * 1024);
}
