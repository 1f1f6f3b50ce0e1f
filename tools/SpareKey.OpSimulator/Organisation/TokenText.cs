using System.Text;
using System.Text.Json.Nodes;
using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Organisation;

internal static class TokenText
{
    /// <summary>Looks like a service account token: `ops_` and base64url of JSON, some 800 characters. The values mean nothing.</summary>
    public static string Create(string url, string seed)
    {
        var host = url.Replace("https://", "", StringComparison.Ordinal);
        var filler = string.Concat(Enumerable.Repeat(seed, 8));
        var inside = new JsonObject
        {
            ["signInAddress"] = JsonValue.Create(host),
            ["userAuth"] = new JsonObject { ["method"] = "SRPg-4096", ["alg"] = "PBES2g-HS256", ["iterations"] = 650000, ["salt"] = JsonValue.Create(seed) },
            ["email"] = JsonValue.Create(seed[..13] + "@1passwordserviceaccounts.com"),
            ["srpX"] = JsonValue.Create(filler[..64]),
            ["muk"] = new JsonObject { ["alg"] = "A256GCM", ["ext"] = true, ["k"] = JsonValue.Create(filler[20..63]), ["key_ops"] = JsonAccess.ListOf(["encrypt", "decrypt"]), ["kty"] = "oct", ["kid"] = "mp" },
            ["secretKey"] = JsonValue.Create("A3-" + filler[..31].ToUpperInvariant()),
            ["throttleSecret"] = new JsonObject { ["seed"] = JsonValue.Create(filler[40..104]), ["uuid"] = JsonValue.Create(seed.ToUpperInvariant()) },
            ["deviceUuid"] = JsonValue.Create(seed),
        };
        var bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(GoJson.CompactLine(inside)).TrimEnd('\n'));
        return "ops_" + Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
