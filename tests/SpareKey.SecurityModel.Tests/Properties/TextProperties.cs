using System.Text;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Properties;

public sealed class TextProperties
{
    [Fact]
    public void Normalising_twice_is_normalising_once() => EnvelopeProperties.ForAll<string>(text =>
    {
        using var once = ClientText.NormalizeToUtf8(text ?? "");
        using var twice = ClientText.NormalizeToUtf8(Encoding.UTF8.GetString(once.DangerousBytes));
        return once.DangerousBytes.SequenceEqual(twice.DangerousBytes);
    });

    [Fact]
    public void Any_spelling_of_a_secret_key_reads_as_the_key() => EnvelopeProperties.ForAll<int>(seed =>
    {
        var randomness = new SeededRandomness(seed & 0x7FFFFFFF);
        using var key = SecretKey.Create(randomness);
        Span<byte> picks = stackalloc byte[64];
        randomness.Fill(picks);
        var spelled = new StringBuilder();
        foreach (var c in key.RevealCompact())
        {
            var pick = picks[spelled.Length % picks.Length];
            spelled.Append((pick & 1) == 0 ? c : char.ToLowerInvariant(c)).Append((pick & 6) == 0 ? "-" : (pick & 8) == 0 ? " \n" : "");
        }
        using var read = SecretKey.Parse(spelled.ToString());
        return read.RevealCompact() == key.RevealCompact();
    });

    [Fact]
    public void Base64url_and_base32_read_back() => EnvelopeProperties.ForAll<byte[]>(bytes =>
        Base64UrlText.TryDecode(Base64UrlText.Encode(bytes))!.SequenceEqual(bytes)
        && Base64UrlText.TryDecode(Convert.ToBase64String(bytes))!.SequenceEqual(bytes)
        && Base32Id.TryDecode(Base32Id.ToLower(bytes))!.SequenceEqual(bytes));

    [Fact]
    public void Any_JSON_with_half_pairs_reads() => EnvelopeProperties.ForAll<char[]>(chars =>
    {
        var escaped = string.Concat(chars.Select(c => $"\\u{(int)(c % 3 == 0 ? (0xD800 | (c & 0x7FF)) : c):x4}"));
        var json = JsonText.ParseObject(Encoding.UTF8.GetBytes($$"""{"{{escaped}}":"{{escaped}}"}"""), new Place("test"));
        return json.Single().Value!.GetValue<string>() == json.Single().Key;
    });

    [Fact]
    public void A_safe_file_name_is_always_safe() => EnvelopeProperties.ForAll<string>(name =>
    {
        var safe = SafeFileName.From(name ?? "");
        return safe.Length > 0 && safe is not ("." or "..") && safe.IndexOfAny(['/', '\\', '\0', ':', '\n']) < 0
            && Encoding.UTF8.GetByteCount(safe) <= 180 && SafeFileName.From(safe) == safe;
    });

    [Fact]
    public void Items_survive_sealing_whatever_they_hold()
    {
        using var vault = SyntheticAccount.Open(SyntheticAccount.PersonalVault);
        EnvelopeProperties.ForAll<string>(text =>
        {
            var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            var item = Item.Create(ItemCategory.SecureNote, clean, SystemRandomness.Instance);
            item.Details.Notes = clean;
            item.Details.AddSection("s", clean).AddField("concealed", "f", clean, JsonValue.Create(clean)!);
            var sealedItem = vault.SealItem(item, "U", DateTimeOffset.UnixEpoch, SystemRandomness.Instance);
            var again = vault.OpenItem(EncryptedItem.ParseList(sealedItem.ToJson().Utf8())[0]);
            return again.Overview.Title == clean && again.Details.Notes == clean && again.Details.Sections[0].Fields[0].Text == clean;
        });
    }
}
