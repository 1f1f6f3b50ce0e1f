using System.Globalization;

namespace SpareKey.Archive;

/// <summary>Names of the parts of a snapshot, as they appear in findings and errors.</summary>
public static class SnapshotPart
{
    /// <summary>The ZIP structure itself: local headers, directory, end record.</summary>
    public const string Container = "container";

    /// <summary>The explanation inside the snapshot.</summary>
    public const string Readme = "README.txt";

    /// <summary>The encrypted list of everything.</summary>
    public const string Index = "index.cms";

    /// <summary>The public header.</summary>
    public const string Header = "snapshot.json";

    /// <summary>The detached signature over the header.</summary>
    public const string Signature = "snapshot.p7s";

    /// <summary>The digest file beside the snapshot.</summary>
    public const string Sidecar = "sidecar";

    /// <summary>The name of the snapshot's file.</summary>
    public const string FileName = "file name";

    /// <summary>The link to the snapshot before this one.</summary>
    public const string Previous = "previous snapshot";

    /// <summary>The name of a segment.</summary>
    /// <param name="number">Counted from 1.</param>
    public static string Segment(int number) => string.Create(CultureInfo.InvariantCulture, $"segments/{number:D6}.cms");
}
