using System.Globalization;
using System.Text;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns;

/// <summary>What was injected, what had to be seen and what was seen; written anew after every row, so that a run that dies leaves its figures.</summary>
internal sealed class CampaignTable(string name)
{
    public static readonly CampaignTable Damage = new("damage");
    public static readonly CampaignTable Disk = new("disk");
    public static readonly CampaignTable Random = new("random");

    private readonly Lock _gate = new();
    private readonly List<CampaignRow> _rows = [];

    public void Add(CampaignRow row)
    {
        lock (_gate)
        {
            _rows.Add(row);
            var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "campaigns")).FullName;
            File.WriteAllText(Path.Combine(folder, name + ".md"), Text());
        }
    }

    /// <summary>Adds a row and says whether it is as expected: the test collects what is not.</summary>
    public bool Judge(string injected, string expected, string seen, bool asExpected, TimeSpan elapsed)
    {
        Add(new CampaignRow(injected, expected, seen, asExpected, elapsed));
        return asExpected;
    }

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Campaign {name} ({CampaignForm.Name} form)\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{_rows.Count} rows, {_rows.Count(row => !row.AsExpected)} deviations, {_rows.Sum(row => row.Elapsed.TotalSeconds):F1} s.\n\n");
        text.Append("| injected | expected | seen | seconds |\n| --- | --- | --- | ---: |\n");
        foreach (var row in _rows.OrderBy(row => row.Injected, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(row.Injected)} | {Cell(row.Expected)} | {(row.AsExpected ? "" : "**DEVIATION** ")}{Cell(row.Seen)} | {row.Elapsed.TotalSeconds:F2} |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}

internal sealed record CampaignRow(string Injected, string Expected, string Seen, bool AsExpected, TimeSpan Elapsed);
