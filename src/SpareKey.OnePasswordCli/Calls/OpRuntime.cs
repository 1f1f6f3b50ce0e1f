using SpareKey.OnePasswordCli.Processes;

namespace SpareKey.OnePasswordCli.Calls;

/// <summary>What tests replace: our own environment, the clock of waits, the bounds of processes.</summary>
internal sealed record OpRuntime
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Waits between retries. Processes are watched by the system's clock.</summary>
    public TimeProvider WaitClock { get; init; } = TimeProvider.System;

    public ProcessLimits Limits { get; init; } = new();

    public int BatchSize { get; init; } = 100;
}
