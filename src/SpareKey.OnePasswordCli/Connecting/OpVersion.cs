using System.Globalization;
using System.Text.RegularExpressions;

namespace SpareKey.OnePasswordCli.Connecting;

/// <summary>A version as `op --version` prints it: <c>2.30.3</c>, beta <c>2.18.0-beta.01</c>.</summary>
internal sealed partial record OpVersion(Version Number, bool IsBeta, string Text)
{
    /// <summary>The first with service accounts; before it nothing here was recorded.</summary>
    private static readonly Version Least = new(2, 18, 0);

    /// <summary>The first that exits with 1, not 0, on a server error it does not know.</summary>
    private static readonly Version Recommended = new(2, 32, 1);

    public bool IsTooOld => Number < Least || (IsBeta && Number == Least);

    public string? Warning =>
        Number < Recommended || (IsBeta && Number == Recommended)
            ? $"op {Text} can exit with 0 after a server error; 2.32.1 and newer do not: update it"
            : Number.Major > 2 ? $"op {Text} is newer than the versions this program knows (2.x): look closely at what it reports"
            : null;

    public static OpVersion? Parse(string text)
    {
        string trimmed = text.Trim();
        Match match = Shape().Match(trimmed);
        return match.Success
            ? new OpVersion(new Version(Part(match, "major"), Part(match, "minor"), Part(match, "patch")), match.Groups["beta"].Success, trimmed)
            : null;
    }

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // Not \d: that takes the digits of every script, which no number parser takes.
    [GeneratedRegex(@"\A(?<major>[0-9]{1,5})\.(?<minor>[0-9]{1,5})\.(?<patch>[0-9]{1,5})(?<beta>-[0-9A-Za-z.]{1,32})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
