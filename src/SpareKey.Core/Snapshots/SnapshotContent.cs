using System.Text.Json.Serialization;

namespace SpareKey.Core.Snapshots;

/// <summary>
/// What the encrypted index says about the account: the true names that the archive's paths do not carry,
/// and everything that could not be captured.
/// </summary>
/// <param name="Superseded">Archive entries that a later capture in the same run replaced; they are in the archive and described nowhere else.</param>
public sealed record SnapshotContent(
    AccountContent Account,
    IReadOnlyList<VaultContent> Vaults,
    IReadOnlyList<string> Superseded,
    IReadOnlyList<GapContent> Missing,
    IReadOnlyList<GapContent> Unreachable,
    bool UnreachableAccepted,
    IReadOnlyList<string> Warnings);

public sealed record AccountContent(string Id, string Url, string Source);

/// <param name="Path">The archive entry with the vault's own JSON.</param>
public sealed record VaultContent(
    string Id,
    string Name,
    string? Type,
    long ContentVersion,
    DateTimeOffset UpdatedAt,
    string Path,
    IReadOnlyList<ItemContent> Items);

public sealed record ItemContent(
    string Id,
    string Title,
    string Category,
    bool Archived,
    long Version,
    DateTimeOffset UpdatedAt,
    string Path,
    IReadOnlyList<FileContent> Files);

/// <param name="Name">The file's true name; any characters.</param>
/// <param name="Size">Bytes.</param>
public sealed record FileContent(string Id, string Name, long Size, string Path);

/// <param name="Kind">vault, item or file.</param>
public sealed record GapContent(string Kind, string VaultId, string? ItemId, string? FileId, string Reason);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(SnapshotContent))]
internal sealed partial class SnapshotContentJson : JsonSerializerContext;
