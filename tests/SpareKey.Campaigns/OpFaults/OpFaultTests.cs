using SpareKey.Campaigns.Stage;
using SpareKey.TestKit;

namespace SpareKey.Campaigns.OpFaults;

public sealed class OpFaultTests(FaultCampaign campaign) : IClassFixture<FaultCampaign>
{
    public static TheoryData<string> Cases => [.. FaultCase.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fault_of_op_ends_as_the_table_says(string name)
    {
        Assert.SkipUnless(campaign.Outcomes.ContainsKey(name), "SPAREKEY_CAMPAIGN_ONLY leaves it out");
        Deviations.MustBeNone(campaign.Outcomes[name].Deviations);
    }

    [Fact]
    public void No_secret_is_readable_after_it() => Assert.Empty(campaign.Table.Findings);

    [Fact]
    public void The_search_for_secrets_had_something_to_search() => Assert.True(campaign.Table.FilesSearched > campaign.Outcomes.Count);

    [Fact]
    public async Task Every_switch_of_the_simulator_has_a_line_in_the_table()
    {
        var listed = await ProcessRun.RunAsync(Executables.OpSimulator, ["simulator", "faults"]);
        var switches = listed.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToArray();
        var tried = FaultTable.Rows.SelectMany(row => row.Faults).Select(fault => fault.Name);

        Assert.NotEmpty(switches);
        Assert.Empty(switches.Except(tried, StringComparer.Ordinal));
    }
}
