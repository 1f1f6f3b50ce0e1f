using SpareKey.Core.SecretKeys;

namespace SpareKey.Cli.Rendering;

internal sealed record NewSecretKeyJson(string SecretKey)
{
    public override string ToString() => "***";
}

internal static class SecretKeyText
{
    public static void WriteCheck(TextWriter writer, SecretKeyFacts facts)
    {
        writer.WriteLine($"well formed   {facts.Masked}");
        writer.WriteLine($"version       {facts.Version}");
        writer.WriteLine($"account id    {facts.AccountId} (not secret: it is sent when signing in)");
        writer.WriteLine("A Secret Key has no check digits: a letter mistaken for another one cannot be seen here, only by unlocking.");
    }

    public static void WriteMask(TextWriter writer, SecretKeyFacts facts) => writer.WriteLine(facts.Masked);
}
