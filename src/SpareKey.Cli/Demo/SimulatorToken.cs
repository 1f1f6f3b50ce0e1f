using System.Text.RegularExpressions;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Demo;

internal static partial class SimulatorToken
{
    /// <summary>The first token that the simulator printed: the one that sees every grantable vault but the one with the unreachable attachment.</summary>
    public static string Find(string output)
    {
        var match = Pattern().Match(output);
        return match.Success ? match.Value : throw new UserErrorException(ExitCode.Failed, "the op simulator printed no token", "is --simulator really the op simulator?");
    }

    [GeneratedRegex("ops_[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
