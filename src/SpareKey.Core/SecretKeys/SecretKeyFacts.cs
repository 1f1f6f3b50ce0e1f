using SpareKey.SecurityModel;

namespace SpareKey.Core.SecretKeys;

/// <summary>What may be told of a Secret Key.</summary>
/// <param name="Version">A3, or the old A2.</param>
/// <param name="AccountId">The 6 characters that are sent when signing in; not secret.</param>
/// <param name="Masked">The key with a bullet for each secret character.</param>
public sealed record SecretKeyFacts(string Version, string AccountId, string Masked)
{
    public static SecretKeyFacts Of(SecretKey key) => new(key.Version.ToString(), key.AccountId, key.Mask());
}
