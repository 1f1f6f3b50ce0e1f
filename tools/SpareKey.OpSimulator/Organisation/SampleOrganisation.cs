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

    private readonly ModelWriter _writer;
    private readonly ItemMaker _maker;
    private readonly OrganisationAccount _account;

    private SampleOrganisation(string root, ulong seed)
    {
        _writer = new ModelWriter(root, new SeededSource(seed));
        _maker = new ItemMaker(_writer);
        _account = new OrganisationAccount(_writer);
    }

    public static List<(string Name, string What, string Token)> Write(string root, ulong seed, int items) => new SampleOrganisation(root, seed).Write(items);

    private List<(string Name, string What, string Token)> Write(int items)
    {
        _account.WriteAccount();
        var everyone = _account.Everybody();
        string[] teams = ["Engineering", "Finance", "Human Resources", "Infrastructure", "Legal", "Marketing", "Board Room"];
        var position = 0;
        var privateVault = _writer.Vault("Private", "PERSONAL", null, ++position, _account.OnlyOwner());
        var employee = _writer.Vault("Employee", "PERSONAL", null, ++position, _account.OnlyMember());
        var shared = _writer.Vault("Shared", "EVERYONE", "Everybody in the company", ++position, everyone);
        var teamVaults = teams.Select(t => _writer.Vault(t, "USER_CREATED", $"Shared by {t}", ++position, _account.Everybody())).ToList();
        var odd = _writer.Vault("Ünïcode & \"Odd\" / Names", "USER_CREATED", null, ++position, _account.Everybody());
        var empty = _writer.Vault("Empty Project", "USER_CREATED", "Nothing in here yet", ++position, _account.Everybody());
        var former = _writer.Vault("Former Staff", "USER_CREATED", "Logins of people who left", ++position, _account.Everybody());

        foreach (var vault in (Vault[])[privateVault, employee, shared]) for (var i = 0; i < 6; i++) ModelWriter.Save(_maker.Login(vault, Title(i)));
        Documents(teamVaults);
        Archived(teamVaults[1]);
        EveryCategory(teamVaults);
        foreach (var item in new OddItems(_writer, _maker).All(odd)) ModelWriter.Save(item);
        Former(former);
        Fill(teamVaults, items);

        foreach (var vault in (Vault[])[privateVault, employee, shared, .. teamVaults, odd, empty, former]) vault.Save();
        return _account.WriteTokens([.. teamVaults, odd, empty], former);
    }

    private string Title(int i) => $"{Names.Services[i % Names.Services.Length]} {_writer.Source.Pick(Names.Regions)}";

    private void EveryCategory(List<Vault> vaults)
    {
        var n = 0;
        foreach (var category in Fillable)
            for (var copy = 0; copy < 2; copy++)
                ModelWriter.Save(_maker.Filled(vaults[n++ % vaults.Count], category, $"{Categories.Find(category)!.Name} {_writer.Source.Pick(Names.Words)}"));
        ModelWriter.Save(_maker.SshKey(vaults[3], "Deploy key", withOpenSsh: true));
        ModelWriter.Save(_maker.SshKey(vaults[3], "Deploy key of 2022", withOpenSsh: false));
    }

    private void Documents(List<Vault> vaults)
    {
        var source = _writer.Source;
        ModelWriter.Save(_maker.Document(vaults[1], "Annual report", "annual report 2023.pdf", [.. "%PDF-1.7\n"u8, .. source.Bytes(300_000)]));
        ModelWriter.Save(_maker.Document(vaults[4], "Empty document", "empty.txt", []));
        ModelWriter.Save(_maker.Document(vaults[4], "Tiny file", "tiny.txt", "ten bytes\n"u8.ToArray()));
        ModelWriter.Save(_maker.Document(vaults[6], "Minutes 決算", "議事録 (final).docx", source.Bytes(45_000)));
        ModelWriter.Save(_maker.Document(vaults[6], "../secrets", "../../etc/passwd", source.Bytes(512)));
        ModelWriter.Save(_maker.Document(vaults[3], "Root certificate", "CON.pem", Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n" + source.Text("ABCDEFGH", 64) + "\n-----END CERTIFICATE-----\n")));
        ModelWriter.Save(_maker.Document(vaults[0], "Every byte", "bytes.bin", [.. Enumerable.Range(0, 256).Select(i => (byte)i)]));
        WithAttachments(vaults[0], "Build Server (attachments)", ("codes.txt", "1111-2222\n"u8.ToArray()), ("empty.bin", []), ("firmware v2.img", source.Bytes(400_000)));
        WithAttachments(vaults[3], "Router", ("config.backup", source.Bytes(20_000)));
        WithAttachments(vaults[2], "Contract", ("scan.pdf", source.Bytes(120_000)), ("scan.pdf", source.Bytes(1_000)));
    }

    private Item WithAttachments(Vault vault, string title, params (string Name, byte[] Content)[] files)
    {
        var item = _maker.Login(vault, title);
        var labelled = _writer.Section(item, "Files");
        for (var i = 0; i < files.Length; i++) _writer.Attach(item, files[i].Name, files[i].Content, i % 2 == 0 ? labelled : null);
        ModelWriter.Save(item);
        return item;
    }

    private void Archived(Vault vault)
    {
        var document = _maker.Document(vault, "Old price list", "prices 2019.csv", "sku,price\n1,9.99\n"u8.ToArray());
        var login = _maker.Login(vault, "Old bank portal");
        var twin = _maker.Login(vault, "Payroll Berlin");
        var note = _maker.Filled(vault, "SECURE_NOTE", "Retired process");
        foreach (var item in (Item[])[document, login, twin, note])
        {
            item.Json.Set("state", "ARCHIVED");
            ModelWriter.Save(item);
        }
    }

    private void Former(Vault vault)
    {
        for (var i = 0; i < 4; i++) ModelWriter.Save(_maker.Login(vault, $"{_maker.Person().Name}, mail"));
        var lost = _maker.Login(vault, "VPN of a former colleague");
        _writer.Attach(lost, "vpn-profile.ovpn", Encoding.ASCII.GetBytes("client\nremote vpn.example.com 1194\n"));
        lost.Json.Set("state", "ARCHIVED");
        ModelWriter.Save(lost);
    }

    /// <summary>Mostly logins, as in life.</summary>
    private void Fill(List<Vault> vaults, int items)
    {
        var there = Directory.EnumerateFiles(Path.Combine(_writer.Root, "vaults"), "*.json", SearchOption.AllDirectories).Count();
        for (var i = 0; there + i < items; i++)
        {
            var vault = _writer.Source.Pick(vaults);
            var item = _writer.Source.Below(10) < 7 ? _maker.Login(vault, Title(i)) : _maker.Filled(vault, _writer.Source.Pick(Fillable), $"{_writer.Source.Pick(Names.Services)} {_writer.Source.Pick(Names.Words)}");
            ModelWriter.Save(item);
        }
    }
}
