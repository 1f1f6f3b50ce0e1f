using System.Text;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Quota;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`op item get -`: items named on standard input come out as one JSON object after another, no array. The first failure ends it, after what was printed.</summary>
internal static class BatchGet
{
    private sealed record Wanted(string Spec, string? Vault);

    public static void Run(Call call)
    {
        var wanted = Read(call.Stdin.Read());
        if (wanted.Count == 0) throw new OpError(Texts.Line(1, Texts.InvalidPipedJson));
        var (granted, refusal) = Charge(call, wanted);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i >= granted) throw refusal!;
            if (call.Faults.OmitsFromBatch(i)) continue;
            var item = call.Faults.ReplaceInBatch(call, i, Find(call, wanted[i], i + 1));
            ItemReads.Show(call, item);
        }
    }

    private static (int Granted, OpError? Refusal) Charge(Call call, List<Wanted> wanted)
    {
        if (!call.Caller.IsServiceAccount) return (wanted.Count, null);
        var fallback = call.Args.Value("vault");
        return new Quotas(call.Model, call.Now).ChargeReads(call.Caller.Record, [.. wanted.Select(w => ItemReads.ReadCost(w.Spec, w.Vault ?? fallback))]);
    }

    private static Item Find(Call call, Wanted wanted, int line)
    {
        var vaultSpec = wanted.Vault ?? call.Args.Value("vault");
        if (vaultSpec is null && call.Caller.IsServiceAccount) throw new OpError(Texts.NeedsVault);
        try
        {
            var vault = vaultSpec is null ? null : Lookup.Vault(call, vaultSpec);
            return Lookup.Item(call, wanted.Spec, vault, call.IncludesArchive);
        }
        catch (OpError e) { throw new OpError(Texts.Line(line, e.Message), e.Exit); }
    }

    private static List<Wanted> Read(byte[] input)
    {
        if (!JsonDocuments.LooksLikeJson(input))
            return [.. Encoding.UTF8.GetString(input).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => new Wanted(l, null))];
        return [.. JsonDocuments.Parse(input).Select((o, i) => new Wanted(
            o.Text("id") ?? throw new OpError(Texts.Line(i + 1, Texts.InvalidPipedJson)),
            o.Map("vault")?.Text("id") ?? o.Map("vault")?.Text("name")))];
    }
}
