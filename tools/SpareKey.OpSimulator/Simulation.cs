using System.Text;
using SpareKey.OpSimulator.CommandLine;
using SpareKey.OpSimulator.Commands;
using SpareKey.OpSimulator.Faults;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Log;
using SpareKey.OpSimulator.Model;
using SpareKey.OpSimulator.Native;
using SpareKey.OpSimulator.Organisation;
using SpareKey.OpSimulator.Stdin;

namespace SpareKey.OpSimulator;

/// <summary>One run of `op` from argv to exit code.</summary>
internal sealed class Simulation(string[] argv, TimeProvider clock)
{
    private readonly CallLog _log = new(argv, clock);
    private readonly FileKind _stdin = StandardHandle.KindOf(0);

    public int Run()
    {
        var exit = Guarded();
        _log.Write(exit, _stdin);
        return exit;
    }

    private int Guarded()
    {
        try { return argv.FirstOrDefault() == "simulator" ? SimulatorCommands.Run(argv[1..]) : Play(); }
        catch (OpError e) { return Report(e, clock.GetLocalNow()); }
        catch (SimulatorError e)
        {
            WriteError($"op simulator: {e.Message}\n");
            return SimulatorError.Exit;
        }
    }

    private int Play()
    {
        var args = ArgumentParser.Parse(argv);
        if (PrintsHelp(args)) return 0;
        var model = ModelFolder.Locate();
        var faults = FaultPlan.For(new CallFacts(argv, args, model), model);
        using var output = new Output(Console.OpenStandardOutput, faults.HoldsOutput);
        var call = new Call(args, model, clock, new PipedInput(_stdin, Console.OpenStandardInput), output, faults);
        CheckGlobals(args);
        ProcessFaults.BeforeOutput(faults, Unfinished);
        OutputFaults.Flood(faults, Console.OpenStandardOutput, Console.OpenStandardError);
        var exit = Execute(call);
        Finish(call);
        LaterChanges.Apply(faults, model, call.Now);
        ProcessFaults.AfterOutput(faults, Unfinished);
        if (faults.Has("exit-zero")) return 0;
        return faults.Get("exit") is { } wanted ? FaultPlan.Count(wanted, "code", 1) : exit;
    }

    private static int Execute(Call call)
    {
        try
        {
            foreach (var action in call.Faults.Actions.Where(a => FaultErrors.IsError(a) && !a.Flag("after")))
                if (!action.Flag("parallel_only") || ParallelCalls.Meets(call, action)) throw FaultErrors.Of(call, action);
            Dispatch.Run(call);
            foreach (var action in call.Faults.Actions.Where(a => FaultErrors.IsError(a) && a.Flag("after")))
            {
                call.Out.TakeHeld();
                throw FaultErrors.Of(call, action);
            }
            return 0;
        }
        catch (OpError e)
        {
            call.Out.Flush();
            var exit = Report(e, call.Now);
            return exit == 4 && IsUnknownToOldVersions(e.Message) && !call.Version.IsAtLeast(2, 32, 1) ? 0 : exit;
        }
    }

    /// <remarks>Before 2.32.1 a server error code that `op` did not know ended with exit 0. Which ones it knew is not recorded, except 400 and 404.</remarks>
    private static bool IsUnknownToOldVersions(string text) => !((string[])["(400)", "(401)", "(403)", "(404)", "(429)"]).Any(k => text.StartsWith(k, StringComparison.Ordinal));

    private static void Finish(Call call)
    {
        if (!call.Out.IsHeld) { call.Out.Flush(); return; }
        var bytes = OutputFaults.Shape(call.Faults, call.Out.TakeHeld(), call.Out.IsContent);
        using var stdout = Console.OpenStandardOutput();
        OutputFaults.Write(call.Faults, bytes, stdout);
    }

    private void Unfinished() => _log.Write(null, _stdin);

    private static bool PrintsHelp(ParsedArguments args)
    {
        var path = args.Command.Path;
        if (CommandTable.Find(path) is not null && !args.IsOn("help")) return false;
        if (path.Length == 0 && args.IsOn("version")) return false;
        using var stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(CommandTable.Find(path) is { } command ? UsageText.For(command) : UsageText.ForGroup(path)));
        return true;
    }

    private static void CheckGlobals(ParsedArguments args)
    {
        if (args.Value("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new SimulatorError($"--encoding {encoding} is not simulated");
        if ((args.Value("config") ?? Environment.GetEnvironmentVariable("OP_CONFIG_DIR")) is { Length: > 0 } config)
            WriteError($"Using configuration at non-standard location \"{config}\"\n");
        if (args.IsOn("debug") || Environment.GetEnvironmentVariable("OP_DEBUG") is "true" or "1")
            WriteError("[DEBUG] simulated: no requests leave this machine\n");
    }

    private static int Report(OpError error, DateTimeOffset now)
    {
        var text = new StringBuilder();
        if (error.Before is not null) text.Append(error.Before).Append('\n');
        if (!error.Bare) text.Append("[ERROR] ").Append(Timestamps.ErrorPrefix(now)).Append(' ');
        text.Append(error.Message);
        if (!error.Bare) text.Append('\n');
        text.Append(error.After);
        WriteError(text.ToString());
        return error.Exit;
    }

    private static void WriteError(string text)
    {
        using var stderr = Console.OpenStandardError();
        stderr.Write(Encoding.UTF8.GetBytes(text));
    }
}
