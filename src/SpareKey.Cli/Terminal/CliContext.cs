using SpareKey.Core.Files;

namespace SpareKey.Cli.Terminal;

/// <summary>
/// Everything a command touches of the world. Rules that every command obeys:
/// stdout is data, stderr is talk, the terminal is for secrets and prompts; without a terminal nothing prompts.
/// </summary>
internal sealed record CliContext
{
    public required Stream Out { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<Stream> OpenInput { get; init; }

    public required bool InputIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>Cancelled by Ctrl-C, SIGTERM and a lost terminal.</summary>
    public required CancellationToken Interrupted { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IPrivateFolders Folders { get; init; }

    /// <summary>What could not be done to keep memory out of core dumps, or null.</summary>
    public required string? HardeningProblem { get; init; }
}
