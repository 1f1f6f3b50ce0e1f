namespace SpareKey.Archive;

/// <summary>The grammar of paths inside a snapshot: <c>[A-Za-z0-9._-]+</c> joined by <c>/</c>, no <c>.</c> or <c>..</c>, at most 255 characters.</summary>
public static class EntryPath
{
    /// <summary>True if the path may name an entry.</summary>
    public static bool IsValid(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length is < 1 or > SnapshotLimits.MaxPath)
            return false;
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (!IsSegment(path.AsSpan(range)))
                return false;
        }

        return true;
    }

    private static bool IsSegment(ReadOnlySpan<char> segment)
    {
        foreach (var character in segment)
        {
            if (!SafeText.IsPathCharacter(character))
                return false;
        }

        return segment is not ("" or "." or "..");
    }
}
