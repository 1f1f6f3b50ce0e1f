using SpareKey.TestKit.Campaigns;

namespace SpareKey.Campaigns.OpFaults;

internal enum Command
{
    Backup,
    DryRun,
    Doctor,
}

/// <summary>One command under one line's faults.</summary>
internal sealed record FaultCase(FaultRow Row, Command Command)
{
    public string Name => $"{Row.Name} / {Command switch { Command.Backup => "backup", Command.DryRun => "backup --dry-run", _ => "doctor" }}";

    public Expectation Expected => Command switch
    {
        Command.Backup => Row.Backup,
        Command.DryRun => Row.DryRun,
        _ => Row.Doctor,
    };

    public static IReadOnlyList<FaultCase> All { get; } =
        [.. FaultTable.Rows.SelectMany(row => Enum.GetValues<Command>().Select(command => new FaultCase(row, command))).Where(one => CampaignLength.IsLong || one.CanStrike)];

    // A fault of a call that this command never makes proves that it does not make it; once in the long form is enough of that.
    private bool CanStrike => Command == Command.Backup || Row.Faults.Any(fault => fault.CanReach(Calls));

    private string[] Calls => Command == Command.DryRun
        ? ["version", "vault list", "whoami", "account get", "item list", "item list"]
        : ["version", "vault list", "whoami", "account get"];
}
