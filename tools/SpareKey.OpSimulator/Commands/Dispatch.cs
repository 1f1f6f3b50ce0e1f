using SpareKey.OpSimulator.Json;

namespace SpareKey.OpSimulator.Commands;

internal static class Dispatch
{
    public static void Run(Call call)
    {
        switch (call.Args.Command.Path)
        {
            case "": call.Out.Print((call.Faults.Get("unknown-version")?.Text("version") ?? call.Version.Text) + "\n"); break;
            case "whoami": AccountReads.Whoami(call); break;
            case "signin": Session.SignIn(call); break;
            case "signout": break;
            case "read": SecretRead.Run(call); break;
            case "account list": AccountReads.List(call); break;
            case "account get": AccountReads.Get(call); break;
            case "vault list": VaultReads.List(call); break;
            case "vault get": VaultReads.Get(call); break;
            case "vault create": VaultWrites.Create(call); break;
            case "vault edit": VaultWrites.Edit(call); break;
            case "vault delete": VaultWrites.Delete(call); break;
            case "vault user list": DirectoryReads.VaultAccess(call, groups: false); break;
            case "vault group list": DirectoryReads.VaultAccess(call, groups: true); break;
            case "item list": ItemReads.List(call); break;
            case "item get": ItemReads.Get(call); break;
            case "item create": ItemCreate.Run(call); break;
            case "item edit": ItemEdit.Run(call); break;
            case "item delete": ItemRemoval.Delete(call); break;
            case "item move": ItemRemoval.Move(call); break;
            case "item share": ItemShare.Run(call); break;
            case "item template list": TemplateReads.List(call); break;
            case "item template get": TemplateReads.Get(call); break;
            case "document list": ItemReads.DocumentList(call); break;
            case "document get": DocumentGet.Run(call); break;
            case "document create": DocumentWrites.Create(call); break;
            case "document edit": DocumentWrites.Edit(call); break;
            case "document delete": ItemRemoval.Delete(call); break;
            case "user list": DirectoryReads.UserList(call); break;
            case "user get": DirectoryReads.UserGet(call); break;
            case "group list": DirectoryReads.GroupList(call); break;
            case "group get": DirectoryReads.GroupGet(call); break;
            case "service-account ratelimit": AccountReads.RateLimit(call); break;
            case "service-account create": ServiceAccountCreate.Run(call); break;
            default: throw new SimulatorError($"'op {call.Args.Command.Path}' is not simulated");
        }
    }
}
