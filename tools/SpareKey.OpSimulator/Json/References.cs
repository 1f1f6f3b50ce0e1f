using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Json;

/// <summary>Builds the `reference` of a field. Checked against every recorded item: a name is used when each of its characters may stand in a reference, else the id.</summary>
internal static class References
{
    public static string For(string vaultName, string vaultId, string title, string itemId, JsonObject field)
    {
        var head = $"op://{Pick(vaultName, vaultId)}/{Pick(title, itemId)}/";
        if (field.Map("section") is { } section) head += Pick(section.Text("label"), section.Text("id")) + "/";
        return head + Pick(field.Text("label"), field.Text("id"));
    }

    public static bool IsPlain(string? name) => !string.IsNullOrEmpty(name) && name.All(IsPlain);

    public static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '.' or '-';

    private static string Pick(string? name, string? id) => IsPlain(name) ? name! : id ?? "";
}
