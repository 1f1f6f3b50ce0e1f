using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Organisation;

/// <summary>Items that break naive tools. Every one stands for something that was recorded, reported, or that people simply do.</summary>
internal sealed class OddItems(ModelWriter writer, ItemMaker maker)
{
    public static readonly string[] Titles =
    [
        "Web/Shop \"production\" \\ main", "line one\nline two", "🔐 vault keys 👩‍💻", "חשבון בנק", "حساب المدير", "日本語のログイン", "Ä Ö Ü ß é ñ", "../../etc/passwd", "CON", "nul.txt", "trailing dots...", " leading space",
        "a:b*c?d|e<f>g", "Duplicate", "Duplicate", "duplicate", "tab\tinside", "\u202Egnp.exe", "zero\u200Bwidth", "-rf", "--help", "op://not/a/reference", "%2e%2e%2f", "100% & more <b>", "\u2028separator",
    ];

    public IEnumerable<Item> All(Vault vault)
    {
        foreach (var title in Titles) yield return maker.Login(vault, title);
        yield return maker.Login(vault, "Long " + string.Concat(Enumerable.Repeat("very ", 120)) + "title");
        yield return DuplicateIds(vault);
        yield return MissingIds(vault);
        yield return SameLabels(vault);
        yield return Sso(vault);
        yield return Passkey(vault);
        yield return NoFieldsAtAll(vault);
        yield return Related(vault, out var target);
        yield return target;
        yield return Otp(vault);
        yield return OldDates(vault);
        yield return LongNote(vault);
    }

    private Item DuplicateIds(Vault vault)
    {
        var item = maker.Login(vault, "Section Collisions");
        var first = writer.Section(item, "Security Code", "Section_453C35FE21C643AEAFAFA53BA89D7CF5");
        writer.Section(item, "Security Code", "Section_453C35FE21C643AEAFAFA53BA89D7CF5");
        writer.Field(item, "CONCEALED", null, "8294", first, "399BE6B606F64D04AEF7516C8CB286BA");
        writer.Field(item, "CONCEALED", null, "8294", first, "399BE6B606F64D04AEF7516C8CB286BA");
        return item;
    }

    private Item MissingIds(Vault vault)
    {
        var item = maker.Login(vault, "Saved from a form in 2012");
        var unnamed = new JsonObject { ["label"] = "VPN Cert" };
        item.Json.ListOrNew("sections").Add((JsonNode)unnamed);
        foreach (var label in (string[])["confirmPassword", "firstName", "optIn"]) writer.Field(item, "STRING", label, "x", null, "");
        writer.Field(item, "STRING", "no id", "value", unnamed).Remove("id");
        return item;
    }

    private Item SameLabels(Vault vault)
    {
        var item = maker.Login(vault, "Two of everything");
        foreach (var _ in (int[])[1, 2])
        {
            var section = writer.Section(item, "Example Section");
            writer.Field(item, "STRING", "Field (with parentheses)", "one", section);
            writer.Field(item, "STRING", "Field (with parentheses)", "two", section);
        }
        writer.Section(item, "Related Items", "linked items");
        return item;
    }

    private Item Sso(Vault vault)
    {
        var item = maker.Login(vault, "Sign in with somebody");
        writer.Field(item, "UNKNOWN", "sign in with", "google", writer.Section(item, null, "add more"));
        return item;
    }

    /// <summary>Nothing in the JSON tells that there is a passkey; the hidden key says what an edit would destroy.</summary>
    private Item Passkey(Vault vault)
    {
        var item = maker.Login(vault, "Login with passkey");
        item.Field("password")!.Remove("value");
        item.Json["$passkey"] = new JsonObject { ["rp"] = "example.com" };
        return item;
    }

    private Item NoFieldsAtAll(Vault vault)
    {
        var item = writer.Item(vault, "SECURE_NOTE", "Empty note");
        item.Json["fields"] = new JsonArray();
        item.Json.Remove("last_edited_by");
        return item;
    }

    private Item Related(Vault vault, out Item target)
    {
        var item = maker.Login(vault, "Points to another item");
        target = maker.Filled(vault, "DATABASE", "The other item");
        writer.Field(item, "REFERENCE", target.Title, target.Id, writer.Section(item, "Related Items", "linked items"));
        return item;
    }

    private Item Otp(Vault vault)
    {
        var item = maker.Login(vault, "Two one-time passwords");
        writer.Field(item, "OTP", "one-time password", "AAAAY3DPEHPK3PXP", null, "TOTP_" + writer.Source.Id());
        writer.Field(item, "OTP", "second", "otpauth://totp/a%40b?secret=EPW4UE4E7IKC2QMB&period=60&digits=8", null, "TOTP_" + writer.Source.Id());
        return item;
    }

    private Item OldDates(Vault vault)
    {
        var item = maker.Filled(vault, "IDENTITY", "Born before 1970");
        ModelWriter.Set(item, "birthdate", "-631108740");
        return item;
    }

    private Item LongNote(Vault vault)
    {
        var item = writer.Item(vault, "SECURE_NOTE", "Long note");
        var text = new StringBuilder();
        while (text.Length < 60_000) text.Append(maker.Note()).Append("\r\n");
        ModelWriter.Set(item, "notesPlain", text.ToString());
        return item;
    }
}
