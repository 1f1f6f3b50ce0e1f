using SpareKey.Core.Accounts;

namespace SpareKey.Core.Backup;

/// <summary>What one backup run is about.</summary>
public sealed record BackupRequest
{
    /// <summary>Names the series of snapshots; letters, digits, dots and dashes, at most 63 characters.</summary>
    public required string Label { get; init; }

    public required VaultSelection Selection { get; init; }

    /// <summary>The certificates that can open the snapshot.</summary>
    public required IReadOnlyList<RecipientFile> Recipients { get; init; }

    /// <summary>The administrator knows that the source cannot deliver some parts; they alone do not make the run incomplete.</summary>
    public bool AcceptUnreachable { get; init; }

    /// <summary>The program and its version, for the header.</summary>
    public required string Tool { get; init; }
}

/// <summary>A certificate as read from a file. <see cref="Origin"/> names the file in messages.</summary>
public sealed record RecipientFile(string Origin, ReadOnlyMemory<byte> Content);
