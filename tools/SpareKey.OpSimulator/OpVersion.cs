using System.Globalization;

namespace SpareKey.OpSimulator;

/// <summary>The version the simulator plays. Shapes of answers changed over the years (op-contract: vault list, whoami, SSH keys, exit codes).</summary>
internal sealed class OpVersion(string text)
{
    public const string Default = "2.32.1";

    private readonly int[] _parts = [.. text.Split('-')[0].Split('.').Select(p => int.TryParse(p, CultureInfo.InvariantCulture, out var n) ? n : 0)];

    public string Text => text;

    public bool IsAtLeast(int major, int minor, int patch = 0)
    {
        int[] wanted = [major, minor, patch];
        for (var i = 0; i < wanted.Length; i++)
        {
            var have = i < _parts.Length ? _parts[i] : 0;
            if (have != wanted[i]) return have > wanted[i];
        }
        return true;
    }
}
