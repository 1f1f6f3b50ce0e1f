namespace SpareKey.Core.Accounts;

/// <summary>Who reads, with what.</summary>
/// <param name="ToolPath">The executable that is driven.</param>
/// <param name="ToolVersion">Its version as it prints it, e.g. <c>2.32.1</c>.</param>
/// <param name="AccountId">The account's id (26 characters, upper case in all recordings).</param>
/// <param name="AccountUrl">The sign-in address.</param>
/// <param name="IsServiceAccount">True for a service account's token, false for an interactive session.</param>
/// <param name="Warnings">What the administrator should know about this set-up.</param>
public sealed record SourceIdentity(
    string ToolPath,
    string ToolVersion,
    string AccountId,
    string AccountUrl,
    bool IsServiceAccount,
    IReadOnlyList<string> Warnings);
