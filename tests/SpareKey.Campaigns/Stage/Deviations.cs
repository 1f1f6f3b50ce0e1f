namespace SpareKey.Campaigns.Stage;

internal static class Deviations
{
    /// <summary>Fails with every deviation in full: an assertion on a collection shows the first fifty characters of each.</summary>
    public static void MustBeNone(IEnumerable<string> deviations)
    {
        var all = string.Join('\n', deviations);
        if (all.Length > 0)
            Assert.Fail(all);
    }
}
