namespace SpareKey.Campaigns.OpFaults;

/// <summary>What must be seen of one command.</summary>
/// <param name="ExitCode">The only right one.</param>
/// <param name="Says">A piece of what it must say, on stdout or stderr; empty where nothing has to be said.</param>
/// <param name="Missing">For an incomplete snapshot what it names as missing: "1 file, 2 items".</param>
/// <param name="Unreachable">How many parts it names as out of `op`'s reach.</param>
internal sealed record Expectation(int ExitCode, string Says = "", string Missing = "", int Unreachable = 0)
{
    /// <summary>Any number of missing parts; which, depends on the order of parallel calls.</summary>
    public const string Some = "some";

    /// <summary>Exit 0; a snapshot that equals the account.</summary>
    public static Expectation Fine { get; } = new(0);

    public static Expectation FineButSays(string words) => new(0, words);

    /// <summary>Exit 3; a snapshot that names these parts as missing and holds all others.</summary>
    public static Expectation Lacks(string missing, string reason) => new(3, reason, missing);

    /// <summary>No snapshot at all.</summary>
    public static Expectation Fails(int exitCode, string words) => new(exitCode, words);

    public override string ToString() =>
        $"exit {ExitCode}{(Missing.Length > 0 ? $", {Missing} missing" : "")}{(Unreachable > 0 ? $", {Unreachable} unreachable" : "")}{(Says.Length > 0 ? $", says: {Says}" : "")}";
}
