using System.Text;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>
/// The sample organisation. Its first token reads everything a service account can be granted except one vault, so a backup with it is complete;
/// the second token reads that vault too, where an archived login has an attachment that no call of `op` can fetch.
/// </summary>
internal sealed class SampleOrganisation
{
    private static readonly string[] Fillable =
    [
        "API_CREDENTIAL", "BANK_ACCOUNT", "CREDIT_CARD", "CUSTOM", "DATABASE", "DRIVER_LICENSE", "EMAIL_ACCOUNT", "IDENTITY", "MEDICAL_RECORD", "MEMBERSHIP", "OUTDOOR_LICENSE", "PASSPORT",
        "PASSWORD", "REWARD_PROGRAM", "SECURE_NOTE", "SERVER", "SOCIAL_SECURITY_NUMBER", "SOFTWARE_LICENSE", "WIRELESS_ROUTER",
    ];

    private readonly ModelWriter writer;
    private readonly ItemMaker maker;
    private readonly OrganisationAccount account;

    private SampleOrganisation(string root, ulong seed)
    {
        writer = new ModelWriter(root, new SeededSource(seed));
        maker = new ItemMaker(writer);
        account = new OrganisationAccount(writer);
    }

    public static List<(string Name, string What, string Token)> Write(string root, ulong seed, int items) => new SampleOrganisation(root, seed).Write(items);

    private List<(string Name, string What, string Token)> Write(int items)
    {
        account.WriteAccount();
        var everyone = account.Everybody();
        string[] teams = ["Engineering", "Finance", "Human Resources", "Infrastructure", "Legal", "Marketing", "Board Room"];
        var position = 0;
        var privateVault = writer.Vault("Private", "PERSONAL", null, ++position, account.OnlyOwner());
        var employee = writer.Vault("Employee", "PERSONAL", null, ++position, account.OnlyMember());
        var shared = writer.Vault("Shared", "EVERYONE", "Everybody in the company", ++position, everyone);
        var teamVaults = teams.Select(t => writer.Vault(t, "USER_CREATED", $"Shared by {t}", ++position, account.Everybody())).ToList();
        var odd = writer.Vault("Ünïcode & \"Odd\" / Names", "USER_CREATED", null, ++position, account.Everybody());
        var empty = writer.Vault("Empty Project", "USER_CREATED", "Nothing in here yet", ++position, account.Everybody());
        var former = writer.Vault("Former Staff", "USER_CREATED", "Logins of people who left", ++position, account.Everybody());

        foreach (var vault in (Vault[])[privateVault, employee, shared]) for (var i = 0; i < 6; i++) ModelWriter.Save(maker.Login(vault, Title(i)));
        Documents(teamVaults);
        Archived(teamVaults[1]);
        EveryCategory(teamVaults);
        foreach (var item in new OddItems(writer, maker).All(odd)) ModelWriter.Save(item);
        Former(former);
        Fill(teamVaults, items);

        foreach (var vault in (Vault[])[privateVault, employee, shared, .. teamVaults, odd, empty, former]) vault.Save();
        return account.WriteTokens([.. teamVaults, odd, empty], former);
    }

    private string Title(int i) => $"{Names.Services[i % Names.Services.Length]} {writer.Source.Pick(Names.Regions)}";

    private void EveryCategory(List<Vault> vaults)
    {
        var n = 0;
        foreach (var category in Fillable)
            for (var copy = 0; copy < 2; copy++)
                ModelWriter.Save(maker.Filled(vaults[n++ % vaults.Count], category, $"{Categories.Find(category)!.Name} {writer.Source.Pick(Names.Words)}"));
        ModelWriter.Save(maker.SshKey(vaults[3], "Deploy key", withOpenSsh: true));
        ModelWriter.Save(maker.SshKey(vaults[3], "Deploy key of 2022", withOpenSsh: false));
    }

    private void Documents(List<Vault> vaults)
    {
        var source = writer.Source;
        ModelWriter.Save(maker.Document(vaults[1], "Annual report", "annual report 2023.pdf", [.. "%PDF-1.7\n"u8, .. source.Bytes(300_000)]));
        ModelWriter.Save(maker.Document(vaults[4], "Empty document", "empty.txt", []));
        ModelWriter.Save(maker.Document(vaults[4], "Tiny file", "tiny.txt", "ten bytes\n"u8.ToArray()));
        ModelWriter.Save(maker.Document(vaults[6], "Minutes 決算", "議事録 (final).docx", source.Bytes(45_000)));
        ModelWriter.Save(maker.Document(vaults[6], "../secrets", "../../etc/passwd", source.Bytes(512)));
        ModelWriter.Save(maker.Document(vaults[3], "Root certificate", "CON.pem", Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n" + source.Text("ABCDEFGH", 64) + "\n-----END CERTIFICATE-----\n")));
        ModelWriter.Save(maker.Document(vaults[0], "Every byte", "bytes.bin", [.. Enumerable.Range(0, 256).Select(i => (byte)i)]));
        WithAttachments(vaults[0], "Build Server (attachments)", ("codes.txt", "1111-2222\n"u8.ToArray()), ("empty.bin", []), ("firmware v2.img", source.Bytes(400_000)));
        WithAttachments(vaults[3], "Router", ("config.backup", source.Bytes(20_000)));
        WithAttachments(vaults[2], "Contract", ("scan.pdf", source.Bytes(120_000)), ("scan.pdf", source.Bytes(1_000)));
    }

    private Item WithAttachments(Vault vault, string title, params (string Name, byte[] Content)[] files)
    {
        var item = maker.Login(vault, title);
        var labelled = writer.Section(item, "Files");
        for (var i = 0; i < files.Length; i++) writer.Attach(item, files[i].Name, files[i].Content, i % 2 == 0 ? labelled : null);
        ModelWriter.Save(item);
        return item;
    }

    private void Archived(Vault vault)
    {
        var document = maker.Document(vault, "Old price list", "prices 2019.csv", "sku,price\n1,9.99\n"u8.ToArray());
        var login = maker.Login(vault, "Old bank portal");
        var twin = maker.Login(vault, "Payroll Berlin");
        var note = maker.Filled(vault, "SECURE_NOTE", "Retired process");
        foreach (var item in (Item[])[document, login, twin, note])
        {
            item.Json.Set("state", "ARCHIVED");
            ModelWriter.Save(item);
        }
    }

    private void Former(Vault vault)
    {
        for (var i = 0; i < 4; i++) ModelWriter.Save(maker.Login(vault, $"{maker.Person().Name}, mail"));
        var lost = maker.Login(vault, "VPN of a former colleague");
        writer.Attach(lost, "vpn-profile.ovpn", Encoding.ASCII.GetBytes("client\nremote vpn.example.com 1194\n"));
        lost.Json.Set("state", "ARCHIVED");
        ModelWriter.Save(lost);
    }

    /// <summary>Mostly logins, as in life.</summary>
    private void Fill(List<Vault> vaults, int items)
    {
        var there = Directory.EnumerateFiles(Path.Combine(writer.Root, "vaults"), "*.json", SearchOption.AllDirectories).Count();
        for (var i = 0; there + i < items; i++)
        {
            var vault = writer.Source.Pick(vaults);
            var item = writer.Source.Below(10) < 7 ? maker.Login(vault, Title(i)) : maker.Filled(vault, writer.Source.Pick(Fillable), $"{writer.Source.Pick(Names.Services)} {writer.Source.Pick(Names.Words)}");
            ModelWriter.Save(item);
        }
    }
}
