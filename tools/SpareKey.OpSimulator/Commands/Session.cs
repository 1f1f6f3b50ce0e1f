using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Commands;

internal static class Session
{
    public static void SignIn(Call call)
    {
        if (!call.Args.IsOn("raw")) throw new OpError(Texts.SigninIsForTheShell);
        var interactive = call.Model.Account.Map("interactive");
        if (interactive is null || !interactive.Flag("signed_in")) throw new OpError(Texts.AuthorizationTimeout);
        // With the desktop app there is no token to hand out; an empty line is what scripts get.
        call.Out.Print((interactive.Text("session") ?? "") + "\n");
    }
}
