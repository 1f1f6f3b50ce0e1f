namespace SpareKey.OnePasswordCli.Processes;

/// <summary>What a child process may take. Every number bounds something a broken child could do to us.</summary>
internal sealed record ProcessLimits
{
    /// <summary>A buffered call's whole life; for a streamed call the longest silence.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a child may take to end after SIGTERM before it is killed.</summary>
    public TimeSpan TerminateGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the end of a killed child; one in an uninterruptible system call may outlive it.</summary>
    public TimeSpan KillGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a pipe may stay silent and open after the child has ended.</summary>
    public TimeSpan PipeGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most bytes of stdout that a buffered call may print.</summary>
    public int MostOutputBytes { get; init; } = 256 * 1024 * 1024;
}
