using SpareKey.Core.Unlock;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Rendering;

internal sealed record UnlockJson(
    string Email,
    bool Complete,
    IReadOnlyList<UnlockedVaultJson> Vaults,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ExplainedStep>? Layers)
{
    public static UnlockJson From(UnlockResult result, bool reveal) => new(
        result.Email,
        result.Problems.Count == 0,
        [.. result.Vaults.Select(vault => new UnlockedVaultJson(vault.Id, vault.Name, vault.Type, [.. vault.Items.Select(item => ReadableItemJson.From(item, reveal))]))],
        result.Problems,
        result.Notes,
        result.Layers.Count == 0 ? null : result.Layers);
}

internal sealed record UnlockedVaultJson(string Id, string Name, string Type, IReadOnlyList<ReadableItemJson> Items);
