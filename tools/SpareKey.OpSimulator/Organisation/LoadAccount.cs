using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Organisation;

internal sealed record LoadSize(int Vaults, int Items, int Files, int FileSize);

/// <summary>A large, dull account for load tests: items of some 2.5 kB, attachments of one size.</summary>
internal static class LoadAccount
{
    public static string Write(string root, ulong seed, LoadSize size)
    {
        if (size.Vaults < 1 || (size.Files > 0 && size.Items == 0)) throw new SimulatorError("at least one vault, and files need items");
        var writer = new ModelWriter(root, new SeededSource(seed));
        var maker = new ItemMaker(writer);
        var account = new OrganisationAccount(writer);
        account.WriteAccount();
        RaiseLimits(root);
        var vaults = Enumerable.Range(1, size.Vaults).Select(i => writer.Vault($"Load {i}", "USER_CREATED", null, i, account.Everybody())).ToList();
        var content = writer.Source.Bytes(size.FileSize);
        for (var i = 0; i < size.Items; i++)
        {
            var item = maker.Login(vaults[i % vaults.Count], $"Load item {i}");
            Pad(writer, item);
            for (var f = 0; f < Share(size.Files, size.Items, i); f++)
            {
                if (content.Length > 8) BitConverter.TryWriteBytes(content, writer.Source.Next());
                writer.Attach(item, $"file {f}.bin", content);
            }
            ModelWriter.Save(item);
        }
        foreach (var vault in vaults) vault.Save();
        return account.WriteTokens(vaults, vaults[0])[0].Token;
    }

    private static void Pad(ModelWriter writer, Model.Item item)
    {
        var section = writer.Section(item, "Details");
        for (var i = 0; i < 4; i++) writer.Field(item, "STRING", $"detail {i}", writer.Source.Text("abcdefghijklmnopqrstuvwxyz ", 60), section);
    }

    /// <summary>Spreads the files over the items, the rest on the first ones.</summary>
    private static int Share(int files, int items, int index) => files / items + (index < files % items ? 1 : 0);

    /// <summary>A load test is about speed, not about quota.</summary>
    private static void RaiseLimits(string root)
    {
        var path = Path.Combine(root, "account.json");
        var account = Model.JsonFile.ReadMap(path);
        account["limits"] = new JsonObject { ["read"] = 10_000_000, ["write"] = 10_000_000, ["account"] = 100_000_000 };
        Model.JsonFile.Write(path, account);
    }
}
