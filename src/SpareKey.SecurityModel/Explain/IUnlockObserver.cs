namespace SpareKey.SecurityModel;

/// <summary>Is told of each layer as an account opens, from the typed secrets down to an item. Never gets a secret.</summary>
public interface IUnlockObserver
{
    /// <summary>Called once per layer, in order, after the layer's output exists.</summary>
    void OnStep(ExplainedStep explained);
}

/// <summary>One layer of the model: what went in, under which parameters, and how long and which its output is.</summary>
/// <param name="Layer">What was done, e.g. "PBKDF2-HMAC-SHA256".</param>
/// <param name="Subject">What it was done to, e.g. "account unlock key" or "vault abc…".</param>
/// <param name="Inputs">Names and printable descriptions of the inputs. Secrets are described by their length only.</param>
/// <param name="Parameters">Names and values of the public parameters (salts, counts, algorithm names, key ids).</param>
/// <param name="OutputLength">Length of the output in bytes.</param>
/// <param name="Fingerprint">
/// 16 hexadecimal characters that are equal exactly when the output is: the first 8 bytes of SHA-256 of the output, or, for outputs that
/// depend on the password alone, of HMAC-SHA-256 keyed with the expanded Secret Key. Without that key a printed fingerprint would
/// let its reader test guesses of the password without knowing the Secret Key.
/// </param>
public sealed record ExplainedStep(
    string Layer,
    string Subject,
    IReadOnlyList<ExplainedValue> Inputs,
    IReadOnlyList<ExplainedValue> Parameters,
    int OutputLength,
    string Fingerprint);

/// <summary>A name and a printable text.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">Its public value, or a description where it is secret.</param>
public sealed record ExplainedValue(string Name, string Text);

/// <summary>Keeps the steps in a list.</summary>
public sealed class UnlockTrace : IUnlockObserver
{
    private readonly List<ExplainedStep> _steps = [];

    /// <summary>The steps so far, in order.</summary>
    public IReadOnlyList<ExplainedStep> Steps => _steps;

    /// <inheritdoc/>
    public void OnStep(ExplainedStep explained) => _steps.Add(explained);
}
