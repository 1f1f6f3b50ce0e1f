using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Items;

/// <summary>The second line of a list. It leaks data: the user name, a note's first line, a key's fingerprint.</summary>
internal static class AdditionalInformation
{
    public static string? Of(JsonObject item)
    {
        string? Value(string id) => item.Objects("fields").FirstOrDefault(f => f.Text("id") == id)?.Text("value");
        return item.Text("category") switch
        {
            "LOGIN" or "SERVER" => Value("username"),
            "SECURE_NOTE" => Value("notesPlain")?.Split('\n')[0],
            "CREDIT_CARD" => Masked(Value("ccnum")),
            "SSH_KEY" => Value("fingerprint"),
            "DATABASE" => Value("hostname"),
            "API_CREDENTIAL" => Value("type"),
            "IDENTITY" => $"{Value("firstname")} {Value("lastname")}".Trim(),
            "BANK_ACCOUNT" => Value("accountNo"),
            "MEMBERSHIP" or "REWARD_PROGRAM" => Value("membership_no"),
            "DOCUMENT" => SizeText.Of(item.Objects("files").FirstOrDefault()?.Number("size") ?? 0),
            _ => null,
        };
    }

    public static void Set(JsonObject item) => item.SetIfAny("additional_information", Of(item));

    private static string? Masked(string? number) => number is { Length: >= 8 } ? $"{number[..4]} **** {number[^4..]}" : null;
}
