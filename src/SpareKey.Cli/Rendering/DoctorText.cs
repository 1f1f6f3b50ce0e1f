using SpareKey.Cli.Terminal;
using SpareKey.Core.Doctor;

namespace SpareKey.Cli.Rendering;

internal static class DoctorText
{
    public static void Write(TextWriter writer, DoctorResult result)
    {
        foreach (var check in result.Checks)
        {
            writer.WriteLine($"[{Mark(check.State)}] {check.Name,-12} {Printable.Text(check.Detail)}");
            if (check.Hint is not null)
                writer.WriteLine($"       {"",-12} hint: {Printable.Text(check.Hint)}");
        }
    }

    private static string Mark(CheckState state) => state switch
    {
        CheckState.Ok => " OK ",
        CheckState.Warn => "WARN",
        CheckState.Fail => "FAIL",
        CheckState.Skip => "SKIP",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

internal sealed record DoctorJson(bool Healthy, IReadOnlyList<DoctorCheckJson> Checks)
{
    public static DoctorJson From(DoctorResult result) => new(
        result.ExitCode == Core.Errors.ExitCode.Done,
        [.. result.Checks.Select(check => new DoctorCheckJson(check.Name, check.State.ToString(), check.Detail, check.Hint))]);
}

internal sealed record DoctorCheckJson(string Name, string State, string Detail, string? Hint);
