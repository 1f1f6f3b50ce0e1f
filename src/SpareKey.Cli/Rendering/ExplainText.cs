using SpareKey.Cli.Terminal;
using SpareKey.SecurityModel;

namespace SpareKey.Cli.Rendering;

internal static class ExplainText
{
    public static void Write(TextWriter writer, IReadOnlyList<ExplainedStep> layers)
    {
        if (layers.Count == 0)
            return;
        var number = 0;
        foreach (var layer in layers)
        {
            writer.WriteLine($"{++number,3}. {Printable.Text(layer.Subject)}: {Printable.Text(layer.Layer)}");
            foreach (var input in layer.Inputs)
                writer.WriteLine($"     input      {Value(input)}");
            foreach (var parameter in layer.Parameters)
                writer.WriteLine($"     parameter  {Value(parameter)}");
            writer.WriteLine($"     output     {Units.Count(layer.OutputLength, "byte", "bytes")}, fingerprint {layer.Fingerprint}");
        }

        writer.WriteLine();
        writer.WriteLine("A fingerprint is the first 8 bytes of SHA-256 of a layer's output: equal exactly when the outputs are.");
        writer.WriteLine("Where the output depends on the password alone (its text, the PBKDF2 output), it is HMAC-SHA-256 keyed with what the Secret Key");
        writer.WriteLine("expands to: whoever reads this without the Secret Key cannot use it to test guesses of the password.");
        writer.WriteLine();
    }

    private static string Value(ExplainedValue value) => $"{Printable.Text(value.Name)}: {Printable.Text(value.Text)}";
}
