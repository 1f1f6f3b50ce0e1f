namespace SpareKey.Core.Accounts;

/// <summary>A vault as captured. <see cref="Name"/> is secret: it goes into the encrypted index only.</summary>
public sealed record CapturedVault(string Id, string Name, string? Type, long ContentVersion, DateTimeOffset UpdatedAt);

/// <summary>An item as captured. <see cref="Title"/> is secret: it goes into the encrypted index only.</summary>
public sealed record CapturedItem(
    string VaultId,
    string Id,
    string Title,
    string Category,
    bool Archived,
    long Version,
    DateTimeOffset UpdatedAt);

/// <summary>A file of an item. <see cref="Name"/> is secret and hostile: any characters, any length.</summary>
public sealed record CapturedFile(string VaultId, string ItemId, string Id, string Name, long Size, DateTimeOffset UpdatedAt);
