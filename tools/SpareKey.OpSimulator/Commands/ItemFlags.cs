using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;
using SpareKey.OpSimulator.Model;

namespace SpareKey.OpSimulator.Commands;

/// <summary>`--title --tags --url --favorite --generate-password`: they win over the template.</summary>
internal static class ItemFlags
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Symbols = "!@.-_*";

    public static void Apply(Call call, JsonObject item)
    {
        var args = call.Args;
        if (args.Value("title") is { } title) item.Set("title", title);
        if (args.Has("tags")) item["tags"] = JsonAccess.ListOf(args.Values("tags"));
        if (args.Has("favorite")) item.Set("favorite", args.IsOn("favorite"));
        if (args.Value("url") is not { } url) return;
        var urls = item.ListOrNew("urls");
        if (urls.OfType<JsonObject>().FirstOrDefault(u => u.Flag("primary")) is { } primary) primary.Set("href", url);
        else urls.Insert(0, new JsonObject { ["label"] = "website", ["primary"] = true, ["href"] = url });
    }

    public static void Generate(Call call, Item item)
    {
        if (call.Args.Value("generate-password") is { } recipe)
        {
            var field = item.Fields.FirstOrDefault(f => f.Text("purpose") == "PASSWORD") ?? item.Field("password") ?? throw new OpError("the item has no password field");
            Assignments.SetValue(field, Password(recipe));
            var details = field.MapOrNew("password_details");
            details.Insert(0, "generated", true);
        }
        if (call.Args.Has("ssh-generate-key")) throw new SimulatorError("--ssh-generate-key is not simulated");
    }

    private static string Password(string recipe)
    {
        var parts = recipe.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var length = parts.Select(p => int.TryParse(p, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0).FirstOrDefault(n => n > 0);
        var classes = parts.Where(p => !char.IsAsciiDigit(p[0])).ToList();
        if (length == 0) length = 32;
        if (length is < 1 or > 64) throw new OpError($"invalid password recipe \"{recipe}\": the length must be between 1 and 64");
        var alphabet = classes.Count == 0 ? Letters + Digits + Symbols : string.Concat(classes.Select(c => c switch
        {
            "letters" => Letters,
            "digits" => Digits,
            "symbols" => Symbols,
            _ => throw new OpError($"invalid password recipe \"{recipe}\""),
        }));
        return RandomNumberGenerator.GetString(alphabet, length);
    }
}
