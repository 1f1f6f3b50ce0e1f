using SpareKey.Core.Errors;
using SpareKey.Core.Snapshots;

namespace SpareKey.Core.Extract;

internal static class ExtractSelection
{
    /// <summary>
    /// The wanted entries' paths. What a later capture in the same run replaced comes along only with everything,
    /// so that extracting all gives the same files as tar.
    /// </summary>
    public static HashSet<string> Paths(SnapshotContent content, ExtractRequest request)
    {
        if (request.Vaults.Count == 0 && request.Items.Count == 0)
            return [.. SnapshotContents.Paths(content)];
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var wanted in request.Vaults)
            AddVaults(content, wanted, paths);
        foreach (var wanted in request.Items)
            AddItems(content, wanted, paths);
        return paths;
    }

    private static void AddVaults(SnapshotContent content, string wanted, HashSet<string> paths)
    {
        var vaults = content.Vaults.Where(vault => vault.Id == wanted || vault.Name == wanted).ToArray();
        if (vaults.Length == 0)
            throw new UserErrorException(ExitCode.Failed, $"no vault {wanted} in this snapshot", "list the vaults with: sparekey show SNAPSHOT --key recovery.pfx --password-file FILE");
        foreach (var vault in vaults)
        {
            paths.Add(vault.Path);
            foreach (var item in vault.Items)
                AddItem(item, paths);
        }
    }

    private static void AddItems(SnapshotContent content, string wanted, HashSet<string> paths)
    {
        var items = content.Vaults.SelectMany(vault => vault.Items).Where(item => item.Id == wanted || item.Title == wanted).ToArray();
        if (items.Length == 0)
            throw new UserErrorException(ExitCode.Failed, $"no item {wanted} in this snapshot", "list the items with: sparekey show SNAPSHOT --key recovery.pfx --password-file FILE");
        foreach (var item in items)
            AddItem(item, paths);
    }

    private static void AddItem(ItemContent item, HashSet<string> paths)
    {
        paths.Add(item.Path);
        paths.UnionWith(item.Files.Select(file => file.Path));
    }
}
