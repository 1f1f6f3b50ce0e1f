using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SpareKey.Archive;

/// <summary>The name of a snapshot's file: <c>label_yyyyMMddTHHmmssZ.sparekey.zip</c>.</summary>
public sealed record SnapshotFileName
{
    /// <summary>End of every snapshot's name.</summary>
    public const string Extension = ".sparekey.zip";

    /// <summary>Added to the snapshot's name for its digest file.</summary>
    public const string SidecarExtension = ".sha256";

    private const string TimeForm = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Builds a name.</summary>
    /// <exception cref="ArgumentException">The label breaks <c>[A-Za-z0-9][A-Za-z0-9.-]{0,62}</c>, or the instant is not a whole second of the years 1980 to 2107.</exception>
    public SnapshotFileName(string label, DateTimeOffset createdUtc)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!SafeText.IsLabel(label))
            throw new ArgumentException("a label starts with a letter or digit and goes on with at most 62 letters, digits, dots or hyphens", nameof(label));
        if (!UtcSecond.IsSnapshotTime(createdUtc))
            throw new ArgumentException("a snapshot's time is a whole second of the years 1980 to 2107", nameof(createdUtc));
        (Label, CreatedUtc) = (label, createdUtc.ToUniversalTime());
    }

    /// <summary>Which backup this is, for people.</summary>
    public string Label { get; }

    /// <summary>When the snapshot was begun, whole seconds of UTC.</summary>
    public DateTimeOffset CreatedUtc { get; }

    /// <summary>True if the text may be a label.</summary>
    public static bool IsLabel(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return SafeText.IsLabel(label);
    }

    /// <summary>Reads a name, without folders.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SnapshotFileName? name)
    {
        name = null;
        if (text is null || !text.EndsWith(Extension, StringComparison.Ordinal))
            return false;
        var parts = text[..^Extension.Length].Split('_');
        if (parts.Length != 2 || !SafeText.IsLabel(parts[0]))
            return false;
        if (!DateTimeOffset.TryParseExact(parts[1], TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) || !UtcSecond.IsSnapshotTime(created))
            return false;
        name = new SnapshotFileName(parts[0], created);
        return true;
    }

    /// <summary>The file name.</summary>
    public override string ToString() => Label + "_" + CreatedUtc.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture) + Extension;
}
