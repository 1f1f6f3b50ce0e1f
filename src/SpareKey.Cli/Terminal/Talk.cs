using SpareKey.Core.Errors;

namespace SpareKey.Cli.Terminal;

/// <summary>What a command says to the person: errors, hints, warnings and notes, all on stderr.</summary>
internal sealed class Talk(TextWriter error, bool json, bool quiet)
{
    public void Error(UserErrorException failure)
    {
        if (json)
        {
            error.WriteLine(JsonLines.Error(failure.Message, failure.Hint, failure.ExitCode));
            return;
        }

        error.WriteLine($"sparekey: error: {Printable.Text(failure.Message)}");
        error.WriteLine($"sparekey: hint: {Printable.Text(failure.Hint)}");
    }

    public void Warn(string warning) =>
        error.WriteLine(json ? JsonLines.Warning(warning) : $"sparekey: warning: {Printable.Text(warning)}");

    public void Note(string note)
    {
        if (!quiet && !json)
            error.WriteLine(Printable.Text(note));
    }
}
