using SpareKey.Samples;

namespace SpareKey.SecurityModel.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public async Task The_sample_lives_through_an_account_with_its_state_in_a_folder()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "sample-" + Guid.NewGuid().ToString("N"));
        try
        {
            var output = new StringWriter();
            await new AccountTour(new JsonFolderStore(folder), output, TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
            var text = output.ToString();
            Assert.Contains("created account ", text, StringComparison.Ordinal);
            Assert.Equal(2, Count(text, "signed in; both sides hold the key of session "));
            Assert.Equal(2, Count(text, "read Example: wendy, password of 7 characters"));
            Assert.Contains("rotated both secrets", text, StringComparison.Ordinal);
            Assert.Contains("the old secrets are refused", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
            var file = Assert.Single(Directory.GetFiles(folder));
            Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Both_stores_give_back_what_was_saved_last()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "store-" + Guid.NewGuid().ToString("N"));
        try
        {
            foreach (var store in (IAccountStore[])[new InMemoryStore(), new JsonFolderStore(folder)])
                await AssertKeepsStates(store);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("../../../../etc/passwdXXXXXXXX")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAA/")]
    public async Task The_folder_store_takes_nothing_but_an_id_for_a_file_name(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await new JsonFolderStore(AppContext.BaseDirectory).LoadAsync(id, TestContext.Current.CancellationToken));

    [Fact]
    public void The_code_in_the_README_is_code_that_compiles()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "SpareKey.SecurityModel", "README.md"));
        var source = Squeeze(File.ReadAllText(Path.Combine(Repository.Root, "samples", "SpareKey.Samples", "Snippets.cs")));
        var blocks = readme.Split("```csharp\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        Assert.Equal(3, blocks.Length);
        Assert.All(blocks, block => Assert.Contains(Squeeze(block), source, StringComparison.Ordinal));
    }

    private static async Task AssertKeepsStates(IAccountStore store)
    {
        using var account = AccountLife.Create(EmailAddress.Parse("me@example.com"), "x", new SeededRandomness(1), DateTimeOffset.UnixEpoch, Iterations.From(10_000));
        Assert.Null(await store.LoadAsync(account.State.AccountUuid, TestContext.Current.CancellationToken));
        await store.SaveAsync(account.State, TestContext.Current.CancellationToken);
        var changed = account.State with { Email = EmailAddress.Parse("other@example.com") };
        await store.SaveAsync(changed, TestContext.Current.CancellationToken);
        var loaded = await store.LoadAsync(account.State.AccountUuid, TestContext.Current.CancellationToken);
        Assert.Equal(changed.ToJson().ToJsonString(), loaded?.ToJson().ToJsonString());
    }

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
