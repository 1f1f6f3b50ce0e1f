using SpareKey.Core.State;
using SpareKey.Platform.State;

namespace SpareKey.Cli.Composition;

internal static class MachineState
{
    /// <summary>The state a person names with --state-dir, else the platform's place.</summary>
    public static IStateStore Open(string? path) => new StateFolder(path ?? StatePlace.Default());
}
