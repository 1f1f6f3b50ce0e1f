using System.Globalization;

namespace SpareKey.SecurityModel;

/// <summary>The layers of one derivation, told to an observer.</summary>
internal sealed class DerivationExplanation(IUnlockObserver observer, string subject, Credentials credentials, KeyDerivationParameters parameters)
{
    public void Report(SecretBytes password, SecretBytes salt, SecretBytes fromPassword, SecretBytes fromSecretKey, SecretBytes output)
    {
        // See ExplainedStep.Fingerprint: what depends on the password alone is only shown keyed.
        var key = fromSecretKey.DangerousBytes;
        Step("trim, NFKD, UTF-8", [new("password", "secret")], [], password.Length, Fingerprint.Keyed(password.DangerousBytes, key));
        if (parameters.Method != DerivationMethod.LegacyAccountUnlock)
        {
            Step(
                "HKDF-SHA256",
                [new("e-mail address", credentials.Email.Value)],
                [new("salt", Base64UrlText.Encode(parameters.Salt)), new("info", parameters.MethodName)],
                salt.Length,
                Fingerprint.Of(salt.DangerousBytes));
        }
        Step(
            "PBKDF2-HMAC-SHA256",
            [Fingerprint.Secret("password", password.Length), new("salt", $"{salt.Length} bytes")],
            [new("iterations", parameters.Iterations.Count.ToString(CultureInfo.InvariantCulture))],
            fromPassword.Length,
            Fingerprint.Keyed(fromPassword.DangerousBytes, key));
        Step(
            "HKDF-SHA256",
            [new("Secret Key", credentials.SecretKey.Mask())],
            [new("salt", credentials.SecretKey.AccountId), new("info", credentials.SecretKey.VersionText)],
            fromSecretKey.Length,
            Fingerprint.Of(key));
        Step("XOR", [Fingerprint.Secret("PBKDF2 output", fromPassword.Length), Fingerprint.Secret("HKDF output", fromSecretKey.Length)], [], output.Length, Fingerprint.Of(output.DangerousBytes));
    }

    private void Step(string layer, ExplainedValue[] inputs, ExplainedValue[] values, int length, string fingerprint) =>
        observer.OnStep(new ExplainedStep(layer, subject, inputs, values, length, fingerprint));
}
