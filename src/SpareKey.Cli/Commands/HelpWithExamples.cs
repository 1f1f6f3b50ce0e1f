using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

/// <summary>The library's help, followed by what it does not know: an example and the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DocumentedCommand command)
            Write(parseResult.InvocationConfiguration.Output, command);
        return result;
    }

    private static void Write(TextWriter output, DocumentedCommand command)
    {
        output.WriteLine("Example:");
        foreach (var line in command.Example.Split('\n'))
            output.WriteLine($"  {line}");
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var code in command.ExitCodes)
            output.WriteLine($"  {(int)code,3}  {Meaning(code)}");
        output.WriteLine();
    }

    private static string Meaning(ExitCode code) => code switch
    {
        ExitCode.Done => "done",
        ExitCode.Failed => "failed",
        ExitCode.Usage => "usage or configuration",
        ExitCode.Incomplete => "incomplete: something that should be there is missing, and named",
        ExitCode.NotPermitted => "not signed in or not permitted",
        ExitCode.Locked => "another run holds the lock",
        ExitCode.VerificationFailed => "verification failed",
        ExitCode.CoverageGap => "coverage gap",
        ExitCode.NoKeyMatches => "no key matches",
        ExitCode.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
