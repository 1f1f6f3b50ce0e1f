using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Native;

namespace SpareKey.OpSimulator.Log;

/// <summary>One line per call in the file that SIMULATED_OP_LOG names: what tests look at to see how `op` was driven. Values of the environment never get in.</summary>
internal sealed class CallLog(IReadOnlyList<string> argv, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();
    private readonly string? _path = Environment.GetEnvironmentVariable("SIMULATED_OP_LOG");
    private bool _written;

    /// <param name="exit">Null when the call is about to hang or crash.</param>
    public void Write(int? exit, FileKind stdin)
    {
        if (string.IsNullOrEmpty(_path) || _written) return;
        _written = true;
        var line = new JsonObject
        {
            ["argv"] = JsonAccess.ListOf(argv),
            ["pid"] = JsonValue.Create(Environment.ProcessId),
            ["start"] = JsonValue.Create(Timestamps.Fresh(_started)),
            ["end"] = exit is null ? null : JsonValue.Create(Timestamps.Fresh(clock.GetUtcNow())),
            ["exit"] = exit is { } code ? JsonValue.Create(code) : null,
            ["stdin"] = JsonValue.Create(stdin.ToString()),
            ["env"] = JsonAccess.ListOf(Names()),
        };
        Append(GoJson.CompactLine(line));
    }

    private static IEnumerable<string> Names() =>
        Environment.GetEnvironmentVariables().Keys.OfType<string>().Where(n => n.StartsWith("OP_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private void Append(ReadOnlySpan<byte> line)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(_path!))!;
        using var held = ModelLock.Take(folder);
        using var file = new FileStream(_path!, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        file.Write(line);
    }
}
