namespace SpareKey.OpSimulator;

/// <summary>A failure as `op` reports it: one text on stderr behind `[ERROR] date time`, and an exit code.</summary>
internal sealed class OpError(string text, int exit = 1) : Exception(text)
{
    public int Exit => exit;

    /// <summary>Text that follows the line, as the usage does after a bad flag.</summary>
    public string? After { get; init; }

    /// <summary>Text before the line, without prefix.</summary>
    public string? Before { get; init; }

    /// <summary>Printed as it is, without the prefix: a Go panic.</summary>
    public bool Bare { get; init; }

    /// <summary>An answer of the server with an HTTP status: `(NNN) Text`, exit 4.</summary>
    public static OpError Status(string text) => new(text, 4);
}

/// <summary>The simulator itself cannot go on: a bad model file, an unknown fault, a command that is not simulated. Exit 70, never mistaken for `op`.</summary>
internal sealed class SimulatorError(string text, Exception? inner = null) : Exception(text, inner)
{
    public const int Exit = 70;
}
