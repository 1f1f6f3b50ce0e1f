using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Exports;

/// <summary>Master and overview keys of an OPVault: each the SHA-512 of what the derived key opens.</summary>
internal sealed class OpVaultKeys(SecretBytes master, SecretBytes overview) : IDisposable
{
    public OpKeys Master { get; } = OpKeys.FromHash(master);

    public OpKeys Overview { get; } = OpKeys.FromHash(overview);

    public static OpVaultKeys Open(JsonObject profile, ReadOnlySpan<char> password, Place place)
    {
        if (password.Length > Limits.PasswordChars)
            throw new MalformedDataException($"password: more than {Limits.PasswordChars} characters");
        var salt = OpVaultItem.Binary(profile, "salt", place);
        if (salt.Length is < Limits.SaltBytesMinimum or > Limits.SaltBytesMaximum)
            throw place.Malformed($"a salt of {salt.Length} bytes");
        var iterations = Iterations.From(profile.Integer("iterations", place));
        var (masterData, overviewData) = (OpVaultItem.Binary(profile, "masterKey", place), OpVaultItem.Binary(profile, "overviewKey", place));
        using var derived = OpKeys.Derive(password, salt, iterations);
        try
        {
            using var master = derived.OpenOpData(masterData, place.At("masterKey"));
            using var overview = derived.OpenOpData(overviewData, place.At("overviewKey"));
            return new OpVaultKeys(master, overview);
        }
        catch (DecryptionFailedException)
        {
            throw new UnlockFailedException();
        }
    }

    public void Dispose()
    {
        Master.Dispose();
        Overview.Dispose();
    }
}
