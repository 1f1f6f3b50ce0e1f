namespace SpareKey.Archive;

/// <summary>
/// Paths already taken. Case is ignored, and a file never bears the name of a folder: otherwise extraction would
/// overwrite or fail, depending on the file system below it.
/// </summary>
internal sealed class EntryPathSet
{
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _folders = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null if the path can be added, else why not.</summary>
    public string? Objection(string path)
    {
        if (!EntryPath.IsValid(path))
            return "is not a safe path";
        if (_files.Contains(path))
            return "occurs twice (upper and lower case count as the same)";
        return _folders.Contains(path) || LeadsThroughFile(path) ? "names a file and a folder at once" : null;
    }

    // Thousands of entries share a few folders: only a new one becomes a string.
    public void Add(string path)
    {
        _files.Add(path);
        var folders = _folders.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
            folders.Add(path.AsSpan(0, at));
    }

    private bool LeadsThroughFile(string path)
    {
        var files = _files.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
        {
            if (files.Contains(path.AsSpan(0, at)))
                return true;
        }

        return false;
    }
}
