namespace SpareKey.Archive;

/// <summary>The grammar of paths inside a snapshot: <c>[A-Za-z0-9._-]+</c> joined by <c>/</c>, no <c>.</c> or <c>..</c>, at most 255 characters.</summary>
public static class EntryPath
{
    /// <summary>True if the path may name an entry.</summary>
    public static bool IsValid(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length is >= 1 and <= SnapshotLimits.MaxPath && path.Split('/').All(IsSegment);
    }

    private static bool IsSegment(string segment) => segment.Length > 0 && segment is not ("." or "..") && segment.All(SafeText.IsPathCharacter);
}
