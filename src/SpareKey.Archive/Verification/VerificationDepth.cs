namespace SpareKey.Archive;

/// <summary>How deep a verification went.</summary>
public enum VerificationDepth
{
    /// <summary>Without a key: bytes, structure, signature.</summary>
    Sealed,

    /// <summary>With a key: also every tag, the index, and every entry's content.</summary>
    Opened,
}
