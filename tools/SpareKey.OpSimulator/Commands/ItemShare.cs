using System.Security.Cryptography;
using SpareKey.OpSimulator.CommandLine;

namespace SpareKey.OpSimulator.Commands;

internal static class ItemShare
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static void Run(Call call)
    {
        if (call.Args.Value("expires-in") is { } expires) Duration.Seconds(expires, call.Args.Command);
        var emails = call.Args.Values("emails");
        if (emails.Any(e => e.Length < 6)) throw new OpError(Texts.EmailTooShort);
        call.Charge(3, 1);
        var vault = Lookup.VaultFlag(call, requiredForServiceAccounts: true);
        var item = Lookup.Item(call, call.Args.Positional(0)!, vault, archived: false);
        if (!call.Caller.MayShare(item.Vault)) throw OpError.Status(Texts.NoPermission);
        // Recorded: an address the server does not like is a 400.
        if (emails.Any(e => !e.Contains('@', StringComparison.Ordinal) || e.EndsWith('.'))) throw OpError.Status(Texts.BadRequest);
        call.Out.Print($"https://share.1password.com/s#{RandomNumberGenerator.GetString(Alphabet, 43)}\n");
    }
}
