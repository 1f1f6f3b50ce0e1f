using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>Every change goes through here: under the lock, with the vault read again so that no other process's change is lost.</summary>
internal static class Writes
{
    public static void Save(Call call, Item item)
    {
        if (call.Faults.Has("lost-write")) return;
        using var held = call.Model.Lock();
        item.Vault.SaveItem(item);
        Touch(call, item.Vault.Id);
    }

    public static void Change(Call call, Vault vault, Action change)
    {
        if (call.Faults.Has("lost-write")) return;
        using var held = call.Model.Lock();
        change();
        Touch(call, vault.Id);
    }

    private static void Touch(Call call, string vaultId)
    {
        var vault = call.Model.Vault(vaultId) ?? throw new SimulatorError($"vault {vaultId} went away during a write");
        vault.Touch(call.Now);
    }
}
