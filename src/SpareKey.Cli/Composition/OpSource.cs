using SpareKey.Cli.Terminal;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli;

namespace SpareKey.Cli.Composition;

/// <summary>Connects the op driver to this process: the token comes out of the environment here and nowhere else.</summary>
internal static class OpSource
{
    public const string TokenVariable = "OP_SERVICE_ACCOUNT_TOKEN";

    public static OpAccountSource Create(CliContext context, OpSourceOptions options)
    {
        var token = context.Environment(TokenVariable);
        return new OpAccountSource(new OpAccountSourceOptions
        {
            OpPath = options.Op,
            Token = string.IsNullOrEmpty(token) ? null : ServiceAccountToken.Parse(token),
            Jobs = options.Jobs,
            CallTimeout = options.Timeout,
        });
    }
}

internal sealed record OpSourceOptions(string? Op, int Jobs, TimeSpan Timeout)
{
    private const int MostJobs = 16;
    private const int MostSeconds = 24 * 3600;

    public static OpSourceOptions Check(string? op, int jobs, int timeoutSeconds)
    {
        if (jobs is < 1 or > MostJobs)
            throw new UserErrorException(ExitCode.Usage, $"--jobs {jobs} is not between 1 and {MostJobs}", "four is a good choice");
        if (timeoutSeconds is < 1 or > MostSeconds)
            throw new UserErrorException(ExitCode.Usage, $"--timeout {timeoutSeconds} is not between 1 and {MostSeconds} seconds", "two minutes is a good choice");
        return new OpSourceOptions(op, jobs, TimeSpan.FromSeconds(timeoutSeconds));
    }
}
