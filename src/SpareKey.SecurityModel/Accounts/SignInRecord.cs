using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel;

/// <summary>What the service keeps for signing in: the derivation's parameters and the verifier. No secret by itself; keep it private all the same.</summary>
/// <param name="Parameters">The parameters of x.</param>
/// <param name="Verifier">The verifier.</param>
public sealed record SignInRecord(KeyDerivationParameters Parameters, SrpVerifier Verifier)
{
    private static readonly Place Place = new("userAuth");

    /// <summary>The JSON that is uploaded: <c>method, alg, iterations, salt, v</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["method"] = DerivationMethods.SrpX,
        ["alg"] = DerivationMethods.AccountUnlock,
        ["iterations"] = (long)Parameters.Iterations.Count,
        ["salt"] = Base64UrlText.Encode(Parameters.Salt),
        ["v"] = Verifier.ToHex(),
    };

    /// <summary>Reads that JSON.</summary>
    /// <exception cref="MalformedDataException">A member is missing or malformed.</exception>
    /// <exception cref="UnsupportedSchemeException">It names another method, or a count out of bounds.</exception>
    public static SignInRecord Read(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new SignInRecord(ReadParameters(json, Place), SrpVerifier.Parse(json.Text("v", Place)));
    }

    internal static KeyDerivationParameters ReadParameters(JsonObject json, Place place)
    {
        if (json.Text("method", place) is var method and not DerivationMethods.SrpX)
            throw place.Unsupported($"sign-in method \"{Printable.Text(method)}\"; known is {DerivationMethods.SrpX}");
        if (json.Text("alg", place) is var algorithm and not DerivationMethods.AccountUnlock)
            throw place.Unsupported($"key derivation \"{Printable.Text(algorithm)}\"; known is {DerivationMethods.AccountUnlock}");
        var salt = Base64UrlText.TryDecode(json.Text("salt", place)) ?? throw place.Malformed("\"salt\" is not base64url");
        return new KeyDerivationParameters(DerivationMethod.SrpX, salt, Iterations.From(json.Integer("iterations", place)));
    }

    internal static SignInRecord Create(Credentials credentials, Iterations iterations, IRandomness randomness)
    {
        var parameters = KeyDerivationParameters.Create(DerivationMethod.SrpX, iterations, randomness);
        using var x = SrpX.Derive(credentials, parameters);
        return new SignInRecord(parameters, SrpVerifier.From(x));
    }
}
