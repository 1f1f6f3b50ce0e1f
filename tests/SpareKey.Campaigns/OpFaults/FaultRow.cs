using System.Text.Json.Nodes;

namespace SpareKey.Campaigns.OpFaults;

/// <summary>One line of the table: faults of `op`, and what each command must make of them.</summary>
internal sealed record FaultRow(string Name, IReadOnlyList<Fault> Faults, Expectation Backup, Expectation DryRun, Expectation Doctor)
{
    /// <summary>Seconds a call may take; short where the fault is a hang.</summary>
    public int Timeout { get; init; } = 60;

    public int Jobs { get; init; } = 2;

    /// <summary>What `op` prints under the fault is the account as far as anybody can tell: compare with that.</summary>
    public bool TruthIsWhatOpPrints { get; init; }

    /// <summary>The account never rests: items may be one change behind.</summary>
    public bool MayBeOlder { get; init; }

    /// <summary>An item that went away while the run went on may be in the snapshot all the same.</summary>
    public bool MayHoldMore { get; init; }

    /// <summary>How a line begins that the fault adds to items. It is stored as it came; the rest must equal the account.</summary>
    public string? ExtraKey { get; init; }

    /// <summary>A person with a desktop app instead of a service account.</summary>
    public bool Interactive { get; init; }

    /// <summary>Seconds for which the fault itself leaves a process behind.</summary>
    public int LeavesBehind { get; init; }

    public string Rules => new JsonArray([.. Faults.Select(fault => fault.Rule.DeepClone())]).ToJsonString();

    public bool ChangesTheAccount => Faults.Any(fault => fault.Name is "edit-item" or "delete-item" or "archive-item" or "add-item");
}
