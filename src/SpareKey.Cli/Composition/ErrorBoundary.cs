using System.CommandLine;
using System.CommandLine.Parsing;
using SpareKey.Cli.Commands;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.Platform.Hardening;

namespace SpareKey.Cli.Composition;

/// <summary>
/// The one place where failures become exit codes. Three kinds: what a person can mend (message and hint, no stack),
/// an interruption, and everything else, which is our bug: its stack goes to a file and the message asks for a report.
/// </summary>
internal sealed class ErrorBoundary(CliContext context)
{
    public async Task<int> RunAsync(RootCommand root, string[] arguments, CancellationToken cancellationToken)
    {
        var parsed = root.Parse(arguments);
        var talk = new Talk(context.Error, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet));
        try
        {
            if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction and not HelpWithExamples)
                throw UsageError(parsed);
            RefuseCrashDumps();
            await using var help = new StreamWriter(context.Out, leaveOpen: true);
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = help };
            var result = await parsed.InvokeAsync(configuration, cancellationToken);
            await help.FlushAsync(CancellationToken.None);
            await context.Out.FlushAsync(CancellationToken.None);
            return result;
        }
        catch (UserErrorException failure)
        {
            return Fail(talk, failure);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(talk, new UserErrorException(ExitCode.Interrupted, "interrupted", "nothing was kept of this run; earlier snapshots were not touched"));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Fail(talk, Bug(failure, StateFolder(parsed)));
        }
    }

    // What a crash dump would hold is what this program exists to keep off disks. The runtime has read the variable by now; only a new start is free of it.
    private void RefuseCrashDumps()
    {
        if (RuntimeDoors.CrashDumpVariable(context.Environment) is { } variable)
            throw new UserErrorException(ExitCode.Usage, $"{variable} is set: a crash would write this program's memory, with every secret in it, to a file", $"start it without that variable: env -u {variable} sparekey …");
    }

    private static int Fail(Talk talk, UserErrorException failure)
    {
        talk.Error(failure);
        return (int)failure.ExitCode;
    }

    private static UserErrorException UsageError(ParseResult parsed)
    {
        var verb = Verb(parsed.CommandResult);
        if (parsed.Tokens.Any(token => SecretArgument.LooksLikeOne(token.Value)))
            throw SecretArgument.Refuse(verb);
        if (parsed.UnmatchedTokens.Count > 0)
            return new UserErrorException(ExitCode.Usage, $"{parsed.UnmatchedTokens[0]} is no verb or option of sparekey{verb}", $"see: sparekey{verb} --help");
        var first = parsed.Errors[0].Message.TrimEnd('.');
        return new UserErrorException(ExitCode.Usage, char.ToLowerInvariant(first[0]) + first[1..], $"see: sparekey{verb} --help");
    }

    private static string Verb(SymbolResult? result) => result switch
    {
        CommandResult { Command: not RootCommand } command => $"{Verb(command.Parent)} {command.Command.Name}",
        _ => "",
    };

    private static string? StateFolder(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == CommonOptions.StateDirName) is Option<string?> given ? parsed.GetValue(given) : null;

    private UserErrorException Bug(Exception failure, string? stateFolder)
    {
        var report = CrashReport.Write(failure, context.Clock.GetUtcNow(), MachineState.Open(stateFolder).Name);
        return new UserErrorException(
            ExitCode.Failed,
            $"unexpected failure ({failure.GetType().Name}); this is a fault in sparekey",
            report is null ? $"please report it with these lines:\n{CrashReport.Stack(failure)}" : $"please report it and attach {report}, which holds no secrets",
            failure);
    }
}
