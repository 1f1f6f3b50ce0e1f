namespace SpareKey.Fuzz;

/// <summary>One parser at a boundary, and what it may do with hostile bytes.</summary>
internal sealed record FuzzTarget
{
    public required string Name { get; init; }

    /// <summary>Inputs that get through, and some that do not.</summary>
    public required Func<IReadOnlyList<byte[]>> Corpus { get; init; }

    /// <summary>Takes its input apart; it may write to it.</summary>
    public required Action<byte[]> Parse { get; init; }

    /// <summary>The failures its documentation names.</summary>
    public Type[] Documented { get; init; } = [];

    /// <summary>Bytes it may allocate whatever the input, and per byte of input.</summary>
    public long Allocation { get; init; } = 256 * 1024;

    public long AllocationPerByte { get; init; } = 64;

    /// <summary>Inputs of the bounded form.</summary>
    public int Inputs { get; init; } = 6000;
}
