namespace SpareKey.Core.Unlock;

/// <summary>A file of captured account JSON.</summary>
/// <param name="Name">As the person named it, for messages.</param>
public sealed record CapturedJson(string Name, ReadOnlyMemory<byte> Content);

public sealed record UnlockRequest
{
    public required string Email { get; init; }

    public required CapturedJson Keysets { get; init; }

    public required IReadOnlyList<CapturedJson> Vaults { get; init; }

    public IReadOnlyList<CapturedJson> Items { get; init; } = [];

    /// <summary>Whether each layer is to be told.</summary>
    public bool Explain { get; init; }
}
