using System.Globalization;
using System.Text;
using SpareKey.TestKit.Canaries;

namespace SpareKey.TestKit.Campaigns;

/// <summary>
/// A campaign's figures in artifacts/campaigns/NAME.md, written anew after every line: a campaign that dies leaves what it saw.
/// </summary>
public sealed class CampaignTable(string name, string title)
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private readonly List<CampaignLine> _lines = [];
    private readonly List<CanaryFinding> _findings = [];
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private TimeSpan _lastProgress;
    private string[] _figures = [];
    private int _searched;

    /// <summary>What the searches for planted secrets found; there must be nothing.</summary>
    public IReadOnlyList<CanaryFinding> Findings
    {
        get
        {
            lock (_gate)
                return [.. _findings];
        }
    }

    /// <summary>Files that were searched so far.</summary>
    public int FilesSearched
    {
        get
        {
            lock (_gate)
                return _searched;
        }
    }

    public void Add(CampaignLine line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            Save();
            if (CampaignLength.IsLong)
                ReportProgress();
        }
    }

    /// <summary>Adds a line and says whether it is as expected: the test collects what is not.</summary>
    public bool Judge(string injected, string expected, string seen, bool good, TimeSpan elapsed)
    {
        Add(new CampaignLine(injected, expected, seen, elapsed.TotalSeconds, good));
        return good;
    }

    /// <summary>Counts a search for planted secrets.</summary>
    public void Searched(CanaryReport report)
    {
        lock (_gate)
        {
            _searched += report.Files;
            _findings.AddRange(report.Findings);
            Save();
        }
    }

    /// <summary>What is worth saying about all lines together.</summary>
    public void Conclude(params IEnumerable<string> figures)
    {
        lock (_gate)
        {
            _figures = [.. figures];
            Save();
        }
    }

    private void Save()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "campaigns")).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".md"), Text());
    }

    private void ReportProgress()
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_started);
        if (elapsed - _lastProgress < BetweenProgress)
            return;
        _lastProgress = elapsed;
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {_lines.Count} injected, {_lines.Count(line => !line.Good)} not as expected, {elapsed:hh\\:mm\\:ss}"));
    }

    private string Text()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {title} ({(CampaignLength.IsLong ? "long" : "bounded")} form)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{_lines.Count} injected, {_lines.Count(line => line.Good)} as expected, {_lines.Count(line => !line.Good)} not, ");
        text.Append(CultureInfo.InvariantCulture, $"{_lines.Sum(line => line.Seconds):0.0} seconds of runs, {TimeProvider.System.GetElapsedTime(_started).TotalSeconds:0} on the clock\n");
        if (_searched > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n- {_searched} files searched for planted secrets, {_findings.Count} found");
        foreach (var figure in _figures)
            text.Append("\n- ").Append(figure);
        text.Append("\n\n| injected | expected | seen | seconds | |\n| --- | --- | --- | ---: | --- |\n");
        foreach (var line in _lines)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(line.Injected)} | {Cell(line.Expected)} | {Cell(line.Seen)} | {line.Seconds:0.0} | {(line.Good ? "" : "**DEVIATES**")} |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
