using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>
/// A service-account token: <c>ops_</c> and the base64url of a JSON object that carries the derived secrets ready made. No password and no
/// key derivation are involved: whoever holds the token opens the account's keyset. Wiped on <see cref="Dispose"/>; prints without secrets.
/// </summary>
/// <remarks>Source: 1Password developer documentation; shape checked against a real token. Unknown members are ignored.</remarks>
public sealed class ServiceAccountToken : IDisposable
{
    private const string Prefix = "ops_";
    private static readonly Place Place = new("service-account token");

    private ServiceAccountToken(string signInAddress, EmailAddress email, KeyDerivationParameters parameters, SecretKey secretKey, SrpX x, AccountUnlockKey unlockKey)
    {
        SignInAddress = signInAddress;
        Email = email;
        Parameters = parameters;
        SecretKey = secretKey.Copy();
        X = new SrpX(x.Value.DangerousBytes);
        UnlockKey = new AccountUnlockKey(unlockKey.Key.Bytes);
    }

    /// <summary>The host to sign in to, perhaps with a port or a scheme.</summary>
    public string SignInAddress { get; }

    /// <summary>The service account's own e-mail address.</summary>
    public EmailAddress Email { get; }

    /// <summary>The sign-in parameters.</summary>
    public KeyDerivationParameters Parameters { get; }

    /// <summary>The device id; null where there is none.</summary>
    public string? DeviceUuid { get; private init; }

    /// <summary>The public id of the throttling secret; null in older tokens.</summary>
    public string? ThrottleUuid { get; private init; }

    /// <summary>The Secret Key; its id is sent when signing in. Wiped with the token.</summary>
    public SecretKey SecretKey { get; }

    /// <summary>The sign-in's private value. Wiped with the token.</summary>
    public SrpX X { get; }

    /// <summary>The account unlock key: opens the master keyset. Wiped with the token.</summary>
    public AccountUnlockKey UnlockKey { get; }

    /// <summary>Whether a text looks like such a token, without reading it.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<char> text) => ClientText.Trim(text).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Reads a token; white space around it is dropped. At most 16,384 characters.</summary>
    /// <exception cref="MalformedDataException">It is no token; the message says what is wrong without quoting it.</exception>
    /// <exception cref="UnsupportedSchemeException">It names a sign-in method that is not implemented.</exception>
    public static ServiceAccountToken Parse(ReadOnlySpan<char> text)
    {
        text = ClientText.Trim(text);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            throw Place.Malformed($"it does not begin with {Prefix}");
        if (text.Length > Limits.TokenChars)
            throw Place.Malformed($"more than {Limits.TokenChars} characters");
        var bytes = Base64UrlText.TryDecode(text[Prefix.Length..]) ?? throw Place.Malformed($"what follows {Prefix} is not base64url");
        try
        {
            return Read(JsonText.ParseObject(bytes, Place));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>What the token says, fit to print: names and public values; of each secret its kind and length, never its value.</summary>
    public IReadOnlyList<ExplainedValue> Inspect() =>
    [
        new("sign-in address", Printable.Text(SignInAddress)),
        new("e-mail address", Printable.Text(Email.Value)),
        new("sign-in method", Parameters.MethodName),
        new("iterations", Parameters.Iterations.Count.ToString(CultureInfo.InvariantCulture)),
        new("salt", Base64UrlText.Encode(Parameters.Salt)),
        new("Secret Key", SecretKey.Mask()),
        Fingerprint.Secret("SRP x", SrpX.Size),
        Fingerprint.Secret("account unlock key", SymmetricKey.Size),
        new("device", Printable.Text(DeviceUuid ?? "none")),
        new("throttle secret", ThrottleUuid is null ? "none" : $"secret, id {Printable.Text(ThrottleUuid)}"),
    ];

    /// <summary>Wipes the secrets.</summary>
    public void Dispose()
    {
        SecretKey.Dispose();
        X.Dispose();
        UnlockKey.Dispose();
    }

    /// <summary>Address and e-mail address.</summary>
    public override string ToString() => $"service account {Printable.Text(Email.Value)} at {Printable.Text(SignInAddress)}";

    private static ServiceAccountToken Read(JsonObject json)
    {
        using var secretKey = SecretKey.Parse(json.Text("secretKey", Place));
        using var x = SrpX.FromHex(json.Text("srpX", Place));
        using var jwk = JsonText.WriteSecret(json.Object("muk", Place));
        using var unlockKey = AccountUnlockKey.FromJwk(jwk.DangerousBytes, Place.At("muk"));
        var address = json.Text("signInAddress", Place);
        var email = EmailAddress.Parse(json.Text("email", Place));
        var parameters = SignInRecord.ReadParameters(json.Object("userAuth", Place), Place.At("userAuth"));
        return new ServiceAccountToken(address, email, parameters, secretKey, x, unlockKey)
        {
            DeviceUuid = json.LenientText("deviceUuid"),
            ThrottleUuid = json["throttleSecret"] is JsonObject throttle ? throttle.LenientText("uuid") : null,
        };
    }
}
