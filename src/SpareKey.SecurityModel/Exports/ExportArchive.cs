namespace SpareKey.SecurityModel.Exports;

/// <summary>A vault in an export.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Account">The name of the account it belongs to, perhaps empty.</param>
public sealed record ExportVault(string Id, string Name, string Account);

/// <summary>A file that belongs to an item.</summary>
/// <param name="Id">Its id inside the export.</param>
/// <param name="Name">The name its owner gave it. Hostile: write it to disk as <see cref="SafeName"/>.</param>
/// <param name="Size">The size in bytes that the export claims; null where it claims none.</param>
public sealed record ExportFile(string Id, string Name, long? Size)
{
    /// <summary>A name that is safe to create in a folder.</summary>
    public string SafeName => SafeFileName.From(Name);

    internal string Source { get; init; } = "";

    internal string ItemUuid { get; init; } = "";
}

/// <summary>An item in an export.</summary>
/// <param name="VaultId">The id of its vault.</param>
/// <param name="Item">The item.</param>
/// <param name="Files">Its files.</param>
public sealed record ExportItem(string VaultId, Item Item, IReadOnlyList<ExportFile> Files);

/// <summary>An opened export. What it holds but could not be read is in <see cref="Problems"/>; nothing is left out in silence.</summary>
public abstract class ExportArchive : IDisposable
{
    private protected ExportArchive()
    {
    }

    /// <summary>"1PUX" or "OPVault".</summary>
    public abstract string Format { get; }

    /// <summary>The vaults.</summary>
    public abstract IReadOnlyList<ExportVault> Vaults { get; }

    /// <summary>The items that could be read.</summary>
    public abstract IReadOnlyList<ExportItem> Items { get; }

    /// <summary>What could not be read, each in one line without secrets.</summary>
    public abstract IReadOnlyList<string> Problems { get; }

    /// <summary>Reads a file's content into memory. The caller disposes it.</summary>
    /// <exception cref="MalformedDataException">It is missing, larger than 1 GiB, or malformed.</exception>
    /// <exception cref="DecryptionFailedException">It does not open.</exception>
    public abstract SecretBytes ReadFile(ExportFile file);

    /// <summary>Wipes keys and lets go of the source.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void Dispose(bool disposing);
}
