using SpareKey.SecurityModel;
using SpareKey.SecurityModel.Exports;

namespace SpareKey.Samples;

/// <summary>The code of the library's README. A test compares the two, so what is printed there compiles.</summary>
internal static class Snippets
{
    public static void OpenCapturedAccount(byte[] keysetsJson, byte[] vaultsJson, byte[] itemsJson, ReadOnlySpan<char> password, string typedSecretKey, TextWriter output)
    {
        using var secretKey = SecretKey.Parse(typedSecretKey);
        using var credentials = new Credentials(EmailAddress.Parse("wendy@example.com"), password, secretKey);
        using var account = OpenedAccount.Open(Keyset.ParseList(keysetsJson), Vault.ParseList(vaultsJson), credentials);
        foreach (var item in EncryptedItem.ParseList(itemsJson))
            output.WriteLine(account.OpenItem(item).Overview.Title);
    }

    public static void Explain(IReadOnlyCollection<Keyset> keysets, Credentials credentials, TextWriter output)
    {
        var trace = new UnlockTrace();
        using var ring = KeyRing.Open(keysets, credentials, trace);
        foreach (var step in trace.Steps)
            output.WriteLine($"{step.Subject}: {step.Layer}, {step.OutputLength} bytes, {step.Fingerprint}");
    }

    public static void ListExport(Stream file, TextWriter output)
    {
        using var export = OnePuxArchive.Open(file);
        foreach (var (_, item, files) in export.Items)
            output.WriteLine($"{item.Category}: {item.Overview.Title}, {files.Count} files");
        foreach (var problem in export.Problems)
            output.WriteLine(problem);
    }
}
