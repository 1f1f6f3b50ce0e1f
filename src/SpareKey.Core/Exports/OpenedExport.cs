using SpareKey.Core.Errors;
using SpareKey.Core.Items;
using SpareKey.SecurityModel;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Core.Exports;

/// <summary>An opened export and the name it was given by. Wiped when disposed.</summary>
public sealed class OpenedExport : IDisposable
{
    private readonly ExportArchive _archive;
    private readonly LockedWords _words;

    internal OpenedExport(string name, ExportArchive archive, LockedWords words)
    {
        Name = name;
        _archive = archive;
        _words = words;
    }

    public string Name { get; }

    public string Format => _archive.Format;

    public IReadOnlyList<ExportVault> Vaults => _archive.Vaults;

    public IReadOnlyList<string> Problems => _archive.Problems;

    public IReadOnlyList<ExportItem> Items => _archive.Items;

    /// <summary>Incomplete where something in it could not be read.</summary>
    public ExitCode ExitCode => Problems.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;

    /// <summary>The one item of that id or title.</summary>
    public ExportItem Find(string wanted)
    {
        var byId = Items.Where(entry => string.Equals(entry.Item.Uuid, wanted, StringComparison.Ordinal)).ToArray();
        var found = byId.Length > 0 ? byId : [.. Items.Where(entry => string.Equals(entry.Item.Overview.Title, wanted, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new UserErrorException(ExitCode.Failed, $"no item {wanted} in {Name}", $"list the items with: sparekey open-export {Name}"),
            _ => throw new UserErrorException(
                ExitCode.Failed,
                $"{found.Length} items are called {wanted}",
                $"name one by its id: {string.Join(", ", found.Take(10).Select(entry => entry.Item.Uuid))}"),
        };
    }

    public void Dispose() => _archive.Dispose();

    internal SecretBytes ReadFile(ExportFile file) => ModelFailure.Guard(Name, _words, () => _archive.ReadFile(file));
}
