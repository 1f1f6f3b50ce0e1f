using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Commands;

internal static class HumanTime
{
    public static string? Of(Call call, string? stamp) =>
        string.IsNullOrEmpty(stamp) ? null
        : call.Args.IsOn("iso-timestamps") || Environment.GetEnvironmentVariable("OP_ISO_TIMESTAMPS") is "true" or "1" ? stamp
        : Timestamps.Ago(Timestamps.Parse(stamp), call.Now);
}
