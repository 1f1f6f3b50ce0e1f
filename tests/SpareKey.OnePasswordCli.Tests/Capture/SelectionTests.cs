using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;
using SpareKey.OnePasswordCli.Tests.Fakes;

namespace SpareKey.OnePasswordCli.Tests.Capture;

public sealed class SelectionTests : IDisposable
{
    private readonly FakeOp _op = new();

    public SelectionTests() => _op.Holds(
        new FakeVault("vaulta", 1, [.. FakeAccount.Items(3), new FakeItem("doc1", 1, "DOCUMENT", true, new FakeFile("f1", "x"))]) { Name = "Ops" },
        new FakeVault("vaultb", 1) { Name = "vaulta" },
        new FakeVault("vaultc", 1) { Name = "Twice" },
        new FakeVault("vaultd", 1) { Name = "Twice" });

    public void Dispose() => _op.Dispose();

    [Theory(Timeout = 20_000)]
    [InlineData("vaulta", "vaulta")]
    [InlineData("Ops", "vaulta")]
    [InlineData("ops", "vaulta")]
    [InlineData("vaultd", "vaultd")]
    public async Task A_vault_is_chosen_by_id_or_name(string chosen, string id)
    {
        SourceInventory inventory = await _op.Source.TakeInventoryAsync(new VaultSelection([chosen, chosen]), default);
        Assert.Equal(id, Assert.Single(inventory.Vaults).Id);
    }

    [Theory(Timeout = 20_000)]
    [InlineData("Nowhere", "there is no vault \"Nowhere\" that this account can read")]
    [InlineData("Twice", "2 vaults are called \"Twice\"")]
    public async Task A_name_that_fits_none_or_two_is_a_usage_error(string chosen, string message)
    {
        RecordingSink sink = new();
        UserErrorException e = await Assert.ThrowsAsync<UserErrorException>(() => _op.Source.CaptureAsync(new VaultSelection([chosen]), sink, default));
        Assert.Equal((ExitCode.Usage, message), (e.ExitCode, e.Message));
        Assert.NotEmpty(e.Hint);
        Assert.Equal(3, _op.Calls.Count);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_inventory_counts_without_fetching()
    {
        SourceInventory inventory = await _op.Source.TakeInventoryAsync(VaultSelection.All, default);
        Assert.Equal(new VaultInventory("vaulta", "Ops", 4, 1, 1), inventory.Vaults[0]);
        Assert.Equal(4, inventory.Vaults.Count);
        Assert.Empty(inventory.Gaps);
        Assert.Equal(3 + 12 + 1 + 1, inventory.LeastCalls);
        Assert.Equal(3 + 4, _op.Calls.Count);

        RecordingSink sink = new();
        await _op.Source.CaptureAsync(new VaultSelection([]), sink, default);
        Assert.Equal(inventory.LeastCalls - 3, _op.Calls.Count - 7);
    }

    [Fact(Timeout = 20_000)]
    public async Task A_vault_that_cannot_be_listed_is_a_gap_of_the_inventory()
    {
        File.Delete(Path.Combine(_op.Folder, "items-vaultb"));
        SourceInventory inventory = await _op.Source.TakeInventoryAsync(VaultSelection.All, default);
        Assert.Equal(["vaulta", "vaultc", "vaultd"], inventory.Vaults.Select(static vault => vault.Id));
        Assert.Equal("vaultb", Assert.Single(inventory.Gaps).VaultId);
    }
}
