using SpareKey.Core.Errors;
using SpareKey.Core.Items;
using SpareKey.SecurityModel;

namespace SpareKey.Core.Unlock;

/// <param name="Problems">Vaults and items that were given and did not open, each with its reason; any makes the run incomplete.</param>
/// <param name="Notes">What stayed shut and need not open: keysets of others, older master keysets, doubled access rows.</param>
/// <param name="Layers">The steps from the typed secrets to the last item; empty unless asked for.</param>
public sealed record UnlockResult(
    string Email,
    IReadOnlyList<UnlockedVault> Vaults,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ExplainedStep> Layers)
{
    public ExitCode ExitCode => Problems.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;
}

/// <param name="Type">The service's letter: P personal, E for everyone, U made by a user.</param>
public sealed record UnlockedVault(string Id, string Name, string Type, IReadOnlyList<ReadableItem> Items);
