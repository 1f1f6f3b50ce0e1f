using System.Text.Json.Nodes;
using SpareKey.OpSimulator.CommandLine;
using SpareKey.OpSimulator.Faults;
using SpareKey.OpSimulator.Identity;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Quota;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator;

/// <summary>One invocation: its arguments, the model it answers from, its caller and its streams.</summary>
internal sealed class Call(ParsedArguments args, ModelFolder model, TimeProvider clock, PipedInput stdin, Output output, FaultPlan faults)
{
    private Caller? _caller;

    public ParsedArguments Args => args;

    public ModelFolder Model => model;

    public PipedInput Stdin => stdin;

    public Output Out => output;

    public FaultPlan Faults => faults;

    public OpVersion Version { get; } = new(Environment.GetEnvironmentVariable("SIMULATED_OP_VERSION") ?? model.Account.Text("version") ?? OpVersion.Default);

    /// <summary>Local time, moved by the model's `clock_offset_seconds` so that quota windows can pass without waiting.</summary>
    public DateTimeOffset Now { get; } = clock.GetLocalNow().AddSeconds(model.Account.Number("clock_offset_seconds") ?? 0);

    public Caller Caller => _caller ??= SignIn.Authenticate(this);

    public bool IsJson { get; } = Format(args) == "json";

    public bool UsesCache => args.Value("cache") is { } flag ? flag is not ("false" or "0") : Environment.GetEnvironmentVariable("OP_CACHE") is not ("false" or "0");

    public bool IncludesArchive => args.Value("include-archive") is not null ? args.IsOn("include-archive") : Environment.GetEnvironmentVariable("OP_INCLUDE_ARCHIVE") is "true" or "1";

    public void Charge(long reads, long writes)
    {
        if (Caller.IsServiceAccount) new Quotas(model, Now).Charge(Caller.Record, reads, writes);
    }

    public void PrintJson(JsonNode node) => output.Write(GoJson.Line(node));

    private static string Format(ParsedArguments args)
    {
        var format = args.Value("format") ?? Environment.GetEnvironmentVariable("OP_FORMAT") ?? "human-readable";
        return format.ToLowerInvariant() is "json" or "human-readable"
            ? format.ToLowerInvariant()
            : throw new OpError($"invalid argument \"{format}\" for \"--format\" flag: must be one of: human-readable, json");
    }
}
