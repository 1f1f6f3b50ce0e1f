using SpareKey.Core.Accounts;
using SpareKey.Core.Backup;
using SpareKey.Core.Destinations;
using SpareKey.Core.Errors;
using SpareKey.Core.State;

namespace SpareKey.Core.Doctor;

/// <summary>What the doctor looks at.</summary>
/// <param name="HardeningProblem">What could not be done to keep memory out of core dumps, or null.</param>
public sealed record DoctorParts(IAccountSource Source, IReadOnlyList<RecipientFile> Recipients, IDestination? Destination, IStateStore State, string? HardeningProblem);

public enum CheckState
{
    Ok,
    Warn,
    Fail,
    Skip,
}

public sealed record DoctorCheck(string Name, CheckState State, string Detail, string? Hint = null, ExitCode ExitCode = ExitCode.Done)
{
    public static DoctorCheck From(string name, UserErrorException failure) =>
        new(name, CheckState.Fail, failure.Message, failure.Hint, failure.ExitCode);
}

public sealed record DoctorResult(IReadOnlyList<DoctorCheck> Checks)
{
    /// <summary>The first failure's code: the checks come in the order in which a run would meet them.</summary>
    public ExitCode ExitCode => Checks.FirstOrDefault(check => check.State == CheckState.Fail)?.ExitCode ?? ExitCode.Done;
}
