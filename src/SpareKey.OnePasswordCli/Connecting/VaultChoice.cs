using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>Finds the vaults a person named, by id or by name.</summary>
internal static class VaultChoice
{
    /// <exception cref="UserErrorException">A name that fits no vault, or several.</exception>
    public static IReadOnlyList<VaultFacts> From(IReadOnlyList<VaultFacts> vaults, VaultSelection selection) =>
        selection.Vaults.Count == 0
            ? vaults
            : [.. selection.Vaults.Select(chosen => One(vaults, chosen)).DistinctBy(static vault => vault.Id, StringComparer.Ordinal)];

    private static VaultFacts One(IReadOnlyList<VaultFacts> vaults, string chosen)
    {
        // An id first: a vault whose name is another vault's id must not get in its way.
        if (vaults.FirstOrDefault(vault => string.Equals(vault.Id, chosen, StringComparison.Ordinal)) is { } byId)
            return byId;
        List<VaultFacts> named = Named(vaults, chosen, StringComparison.Ordinal);
        if (named.Count == 0)
            named = Named(vaults, chosen, StringComparison.OrdinalIgnoreCase);
        return named switch
        {
            [var one] => one,
            [] => throw new UserErrorException(
                ExitCode.Usage,
                $"there is no vault \"{Printable.FirstLine(chosen)}\" that this account can read",
                "op vault list shows the names and ids; a vault that is not granted does not show"),
            _ => throw new UserErrorException(
                ExitCode.Usage,
                $"{named.Count} vaults are called \"{Printable.FirstLine(chosen)}\"",
                $"choose by id: {string.Join(", ", named.Select(static vault => vault.Id))}"),
        };
    }

    private static List<VaultFacts> Named(IReadOnlyList<VaultFacts> vaults, string name, StringComparison comparison) =>
        [.. vaults.Where(vault => string.Equals(vault.Name, name, comparison))];
}
