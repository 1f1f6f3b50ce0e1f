namespace SpareKey.SecurityModel.Tests.Fuzz;

public sealed class CorpusTests
{
    [Fact]
    public void Every_target_has_a_folder_of_seeds_and_every_folder_a_target()
    {
        var folders = Directory.GetDirectories(Corpus.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(FuzzTarget.All.Select(target => target.Name).Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void Seeds_are_written_anew_when_asked()
    {
        if (Environment.GetEnvironmentVariable("SPAREKEY_WRITE_CORPUS") != "1")
            Assert.Skip("writes the corpus; run by hand with SPAREKEY_WRITE_CORPUS=1");
        foreach (var target in FuzzTarget.All)
            Corpus.Write(target.Name, target.Seeds());
    }
}
