namespace SpareKey.SecurityModel.Exports;

/// <summary>
/// Named files to read: a folder, a ZIP, memory. Names are relative, with "/" between components. A reader only ever asks for names that
/// <see cref="Names"/> lists, so a name inside the data cannot climb out of the set.
/// </summary>
public interface IFileSet
{
    /// <summary>The names of all files.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Opens one of them from its beginning. The caller disposes the stream; the same file may be opened again.</summary>
    Stream Open(string name);
}
