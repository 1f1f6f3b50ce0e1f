using SpareKey.Core.Errors;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Composition;

/// <summary>
/// A Secret Key or token among the arguments is already in the shell's history and was visible to every user of the machine.
/// An error message that quotes the unknown argument would put it into logs as well.
/// </summary>
internal static class SecretArgument
{
    public static bool LooksLikeOne(string argument)
    {
        if (ServiceAccountToken.LooksLikeOne(argument))
            return true;
        var found = SecretKey.TryParse(argument, out var key);
        key?.Dispose();
        return found;
    }

    public static UserErrorException Refuse(string verb) => new(
        ExitCode.Usage,
        "a secret was given on the command line, where other users and the shell's history can read it",
        $"give it in a file or on standard input, and consider this one seen; see: sparekey{verb} --help");
}
