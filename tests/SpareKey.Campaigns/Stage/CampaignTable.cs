using System.Globalization;
using System.Text;
using SpareKey.TestKit;

namespace SpareKey.Campaigns.Stage;

/// <summary>One thing that was done to the program, what had to be seen and what was seen.</summary>
internal sealed record CampaignLine(string Injected, string Expected, string Seen, double Seconds, bool Good);

/// <summary>A campaign's figures, written to artifacts/campaigns/NAME.md whether it went well or not.</summary>
internal static class CampaignTable
{
    public static void Write(string name, string title, IReadOnlyCollection<CampaignLine> lines, params IEnumerable<string> figures)
    {
        var text = new StringBuilder().Append("# ").Append(title).Append("\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{lines.Count} injected, {lines.Count(line => line.Good)} as expected, {lines.Count(line => !line.Good)} not, {lines.Sum(line => line.Seconds):0.0} seconds of runs\n");
        foreach (var figure in figures)
            text.Append("\n- ").Append(figure);
        text.Append("\n\n| injected | expected | seen | seconds | |\n| --- | --- | --- | ---: | --- |\n");
        foreach (var line in lines)
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(line.Injected)} | {Cell(line.Expected)} | {Cell(line.Seen)} | {line.Seconds:0.0} | {(line.Good ? "" : "**DEVIATES**")} |\n");
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "campaigns")).FullName;
        File.WriteAllText(Path.Combine(folder, name + ".md"), text.ToString());
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
