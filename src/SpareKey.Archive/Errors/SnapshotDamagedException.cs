namespace SpareKey.Archive;

/// <summary>A snapshot's bytes are not what the format demands. The message is "part: problem".</summary>
public sealed class SnapshotDamagedException : Exception
{
    /// <summary>Names the part and what is wrong with it.</summary>
    /// <param name="part">One of <see cref="SnapshotPart"/>, or the path of an entry inside the tar stream.</param>
    /// <param name="problem">Lower case, no full stop; never holds plaintext.</param>
    /// <param name="inner">The cause, if another exception reported it.</param>
    public SnapshotDamagedException(string part, string problem, Exception? inner = null)
        : base($"{part}: {problem}", inner) => (Part, Problem) = (part, problem);

    /// <summary>The damaged part.</summary>
    public string Part { get; }

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; }
}
