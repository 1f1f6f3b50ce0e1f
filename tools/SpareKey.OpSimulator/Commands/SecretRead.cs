using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Items;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`op read op://vault/item[/section]/field`: also the only way to an attachment. Archived items are out of its reach.</summary>
internal static class SecretRead
{
    private sealed record Reference(string Text, string Vault, string Item, string? Section, string Field, string? Attribute, string? SshFormat);

    public static void Run(Call call)
    {
        var reference = Parse(call.Args.Positional(0)!);
        call.Charge(ItemReads.ReadCost(reference.Item, reference.Vault), 0);
        var item = Find(call, reference);
        var content = FileOf(item, reference) is { } file ? FileContent(item, file, reference) : Encoding.UTF8.GetBytes(FieldContent(call, item, reference));
        OutFile.Deliver(call, content, lineFeed: !call.Args.IsOn("no-newline"));
    }

    private static Reference Parse(string text)
    {
        if (!text.StartsWith("op://", StringComparison.Ordinal))
            throw Bad(text, "secret references should start with op://");
        var body = text[5..];
        var question = body.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? [] : body[(question + 1)..].Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        var parts = (question < 0 ? body : body[..question]).Split('/');
        if (parts.Length < 3 || parts.Any(p => p.Length == 0))
            throw Bad(text, "too few '/': secret references should have at least vault, item and field specified");
        if (parts.Length > 4)
            throw Bad(text, "too many '/': secret references should match op://<vault>/<item>[/<section>]/<field>");
        var wrong = string.Concat(parts).FirstOrDefault(c => !References.IsPlain(c));
        if (wrong != '\0') throw Bad(text, $"invalid character in secret reference: '{wrong}'");
        string? Of(params string[] names) => query.FirstOrDefault(p => names.Contains(p[0]))?[1];
        return new Reference(text, parts[0], parts[1], parts.Length == 4 ? parts[2] : null, parts[^1], Of("attribute", "attr"), Of("ssh-format"));
    }

    private static Item Find(Call call, Reference reference)
    {
        try
        {
            var vault = Lookup.Vault(call, reference.Vault);
            var item = Lookup.Item(call, reference.Item, vault, archived: true);
            if (item.IsArchived) throw new OpError(Texts.ArchivedByReference(reference.Item, reference.Vault));
            return item;
        }
        catch (OpError e) when (!e.Message.Contains("deleted or archived", StringComparison.Ordinal) && e.Exit == 1)
        {
            throw new OpError(Texts.NoSecret(reference.Text, e.Message));
        }
    }

    private static JsonObject? FileOf(Item item, Reference reference)
    {
        var files = item.Files.Where(f => reference.Section is null || IsSection(f.Map("section"), reference.Section)).ToList();
        return files.FirstOrDefault(f => f.Text("id") == reference.Field) ?? files.FirstOrDefault(f => f.Text("name") == reference.Field);
    }

    private static byte[] FileContent(Item item, JsonObject file, Reference reference) => reference.Attribute switch
    {
        null or "content" => item.Vault.Content(item.Id, file.Text("id")!),
        "size" => Encoding.UTF8.GetBytes((file.Number("size") ?? 0).ToString(CultureInfo.InvariantCulture)),
        "id" => Encoding.UTF8.GetBytes(file.Text("id") ?? ""),
        "name" => Encoding.UTF8.GetBytes(file.Text("name") ?? ""),
        "type" => "FILE"u8.ToArray(),
        _ => throw new OpError(Texts.NoSecret(reference.Text, $"unknown attribute '{reference.Attribute}'")),
    };

    private static string FieldContent(Call call, Item item, Reference reference)
    {
        var field = item.Fields.Where(f => reference.Section is null || IsSection(f.Map("section"), reference.Section))
            .FirstOrDefault(f => f.Text("id") == reference.Field || string.Equals(f.Text("label"), reference.Field, StringComparison.OrdinalIgnoreCase))
            ?? throw new OpError(Texts.NoSecret(reference.Text, Texts.NoFieldIn(reference.Vault, reference.Item, reference.Field)));
        if (reference.SshFormat == "openssh" && field.Text("$openssh") is { } openSsh) return openSsh;
        return reference.Attribute switch
        {
            null or "value" => field.Text("value") ?? "",
            "type" => field.Text("type") ?? "",
            "id" => field.Text("id") ?? "",
            "purpose" => field.Text("purpose") ?? "",
            "otp" => OneTimeCode.Now(field.Text("value"), call.Now) ?? throw new OpError(Texts.NoSecret(reference.Text, "the field has no one-time password")),
            _ => throw new OpError(Texts.NoSecret(reference.Text, $"unknown attribute '{reference.Attribute}'")),
        };
    }

    private static bool IsSection(JsonObject? section, string wanted) =>
        section is not null && (section.Text("id") == wanted || string.Equals(section.Text("label"), wanted, StringComparison.OrdinalIgnoreCase));

    private static OpError Bad(string reference, string why) => new($"invalid secret reference '{reference}': {why}");
}
