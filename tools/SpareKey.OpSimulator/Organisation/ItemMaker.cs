using System.Globalization;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>Ordinary items: any category, filled the way people fill them, with gaps.</summary>
internal sealed class ItemMaker(ModelWriter writer)
{
    private SeededSource Source => writer.Source;

    public Item Login(Vault vault, string title)
    {
        var item = writer.Item(vault, "LOGIN", title);
        var host = Host();
        ModelWriter.Set(item, "username", Person().Mail);
        ModelWriter.Set(item, "password", Source.Password());
        ModelWriter.Url(item, $"https://{host}/login");
        if (Source.OneIn(4)) ModelWriter.Url(item, $"https://admin.{host}", primary: false, Source.OneIn(2) ? null : "admin");
        if (Source.OneIn(5)) GeneratedPassword(item);
        if (Source.OneIn(6)) item.Json.Set("favorite", true);
        if (Source.OneIn(3)) item.Json["tags"] = JsonAccess.ListOf(Some(Names.Tags, Source.Between(1, 3)));
        if (Source.OneIn(3)) ModelWriter.Set(item, "notesPlain", Note());
        if (Source.OneIn(3)) CustomFields(item);
        if (Source.OneIn(5)) writer.Field(item, "OTP", "one-time password", OtpSecret(), writer.Section(item, null, "add more"), "TOTP_" + Source.Id());
        return item;
    }

    /// <summary>Any category but LOGIN, DOCUMENT and SSH_KEY: every built-in field gets a value that fits its type, or stays empty.</summary>
    public Item Filled(Vault vault, string category, string title)
    {
        var item = writer.Item(vault, category, title);
        foreach (var field in item.Fields)
            if (field.Text("purpose") == "PASSWORD" || !Source.OneIn(5)) ModelWriter.Set(item, field.Text("id")!, ValueFor(field));
        if (Source.OneIn(5)) CustomFields(item);
        if (Source.OneIn(6)) item.Json["tags"] = JsonAccess.ListOf(Some(Names.Tags, 1));
        return item;
    }

    public Item Document(Vault vault, string title, string fileName, byte[] content)
    {
        var item = writer.Item(vault, "DOCUMENT", title);
        writer.Attach(item, fileName, content);
        if (Source.OneIn(3)) ModelWriter.Set(item, "notesPlain", Note());
        return item;
    }

    public Item SshKey(Vault vault, string title, bool withOpenSsh)
    {
        var item = writer.Item(vault, "SSH_KEY", title);
        var body = Source.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 64);
        ModelWriter.Set(item, "private_key", $"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        if (withOpenSsh) item.Field("private_key")!.Set("$openssh", $"-----BEGIN OPENSSH PRIVATE KEY-----\r\n{body}{body}\r\n-----END OPENSSH PRIVATE KEY-----\r\n");
        writer.Field(item, "STRING", "public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA" + body[..44], null, "public_key");
        writer.Field(item, "STRING", "fingerprint", "SHA256:" + body[..43], null, "fingerprint");
        writer.Field(item, "STRING", "key type", "ed25519", null, "key_type");
        return item;
    }

    public (string Name, string Mail) Person()
    {
        var (first, last) = (Source.Pick(Names.First), Source.Pick(Names.Last));
        var plain = new string([.. $"{first}.{last}".ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c == '.')]);
        return ($"{first} {last}", plain + "@example.com");
    }

    private string Host() => $"{Source.Pick(Names.Words)}.example";

    public string Note() => string.Join('\n', Enumerable.Range(0, Source.Between(1, 4)).Select(_ =>
        string.Join(' ', Enumerable.Range(0, Source.Between(3, 9)).Select(_ => Source.Pick(Names.Words)))));

    private string OtpSecret() => Source.OneIn(2)
        ? Source.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)
        : $"otpauth://totp/Example%3A{Source.Pick(Names.Words)}?secret={Source.Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}&issuer=Example&digits=6";

    private void GeneratedPassword(Item item)
    {
        var field = item.Field("password")!;
        field["entropy"] = JsonValue.Create(94.353515625);
        var details = new JsonObject { ["entropy"] = 94, ["generated"] = true, ["strength"] = "FANTASTIC" };
        if (Source.OneIn(2)) details["history"] = JsonAccess.ListOf([Source.Password(), Source.Password()]);
        field["password_details"] = details;
    }

    private void CustomFields(Item item)
    {
        var section = writer.Section(item, Source.Pick((string[])["Access", "Security questions", "Contract", "Recovery"]));
        writer.Field(item, "STRING", "customer number", Source.Digits(8), section);
        writer.Field(item, "CONCEALED", "pin", Source.Digits(4), section);
        if (Source.OneIn(2)) writer.Field(item, "DATE", "valid until", Date(2026, 2031), section);
        if (Source.OneIn(3)) writer.Field(item, "MONTH_YEAR", "card expiry", $"{Source.Between(2026, 2032)}{Source.Between(1, 12):00}", section);
        if (Source.OneIn(3)) writer.Field(item, "PHONE", "hotline", "+49 30 " + Source.Digits(7), section);
        if (Source.OneIn(3)) writer.Field(item, "URL", "manual", $"https://{Host()}/manual?a=1&b=<2>", section);
        if (Source.OneIn(4)) writer.Field(item, "EMAIL", "contact", Person().Mail, section);
    }

    private string ValueFor(JsonObject field) => field.Text("type") switch
    {
        "DATE" => Date(1950, 2030),
        "MONTH_YEAR" => $"{Source.Between(2015, 2035)}{Source.Between(1, 12):00}",
        "CONCEALED" => Source.Password(),
        "PHONE" => "+351 21 " + Source.Digits(7),
        "EMAIL" => Person().Mail,
        "URL" => $"https://{Host()}",
        "CREDIT_CARD_NUMBER" => "4111" + Source.Digits(12),
        "CREDIT_CARD_TYPE" => Source.Pick((string[])["visa", "mc", "amex"]),
        "ADDRESS" => $"{Source.Between(1, 99)} {Source.Pick(Names.Words)} street, {Source.Pick(Names.Regions)}, Germany",
        "MENU" => Source.Pick((string[])["other", "postgresql", "savings", "wpa2p"]),
        _ => field.Text("id") switch
        {
            "notesPlain" => Note(),
            "firstname" => Source.Pick(Names.First),
            "lastname" => Source.Pick(Names.Last),
            "fullname" or "name" or "cardholder" or "owner" or "member_name" => Person().Name,
            "port" or "smtp_port" or "pop_port" => Source.Between(25, 9999).ToString(CultureInfo.InvariantCulture),
            _ => Source.Pick(Names.Words) + " " + Source.Digits(3),
        },
    };

    /// <summary>Seconds as text, noon and a minute UTC, before 1970 too.</summary>
    private string Date(int firstYear, int lastYear)
    {
        var day = Source.Instant(firstYear, lastYear).UtcDateTime.Date.AddHours(12).AddMinutes(1);
        return new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
    }

    private IEnumerable<string> Some(string[] from, int count) => Enumerable.Range(0, count).Select(_ => Source.Pick(from)).Distinct();
}
