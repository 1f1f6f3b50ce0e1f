using System.CommandLine;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Commands;

/// <summary>A command whose help ends with an example and with its exit codes.</summary>
internal sealed class DocumentedCommand(string name, string description) : Command(name, description)
{
    public required string Example { get; init; }

    public required IReadOnlyList<ExitCode> ExitCodes { get; init; }
}
