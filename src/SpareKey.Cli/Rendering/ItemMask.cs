using System.Text.Json;

namespace SpareKey.Cli.Rendering;

/// <summary>
/// Decides what of an item is concealed. Types are an open set: what this program does not know to be harmless is masked.
/// </summary>
internal static class ItemMask
{
    public const string Mask = "***";

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128 };
    private static readonly JsonWriterOptions Writing = new() { Indented = true, MaxDepth = 256 };

    /// <summary>True for a field whose value may be shown to somebody who looks over the shoulder.</summary>
    public static bool IsPlain(string? type) => type is
        "STRING" or "EMAIL" or "URL" or "DATE" or "MONTH_YEAR" or "PHONE" or "ADDRESS" or "MENU" or "GENDER" or "REFERENCE" or "CREDIT_CARD_TYPE" or "FILE";

    public static JsonDocument Parse(ReadOnlyMemory<byte> item) => JsonDocument.Parse(item, Reading);

    public static void WriteJson(Stream output, ReadOnlyMemory<byte> item)
    {
        using var document = Parse(item);
        using (var writer = new Utf8JsonWriter(output, Writing))
            Write(writer, document.RootElement, "", conceal: false);
        output.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, string name, bool conceal)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element, conceal || (name == "fields" && !IsPlain(TypeOf(element))));
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var child in element.EnumerateArray())
                    Write(writer, child, name, conceal);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element, bool conceal)
    {
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (IsSecretMember(member.Name, conceal) && member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                writer.WriteStringValue(Mask);
            else
                Write(writer, member.Value, member.Name, conceal);
        }

        writer.WriteEndObject();
    }

    // history holds old passwords, totp the current code; both are secret wherever they stand.
    private static bool IsSecretMember(string name, bool conceal) =>
        name is "totp" or "history" || (conceal && name == "value");

    private static string? TypeOf(JsonElement field) =>
        field.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
}
