namespace SpareKey.OpSimulator.CommandLine;

/// <param name="Path">The words of the command: `item get`.</param>
/// <param name="Arguments">Its positional arguments as the usage shows them.</param>
/// <param name="Flags">Names of its own flags, in the order of the usage.</param>
/// <param name="Most">Most positional arguments, or -1 for any number.</param>
internal sealed record CommandSpec(string Path, string Arguments, string[] Flags, int Least, int Most);

internal static class CommandTable
{
    /// <summary>Nouns that need another word.</summary>
    public static string[]? Verbs(string path) => path switch
    {
        "" => ["account", "document", "group", "item", "read", "service-account", "signin", "signout", "simulator", "user", "vault", "whoami"],
        "account" => ["get", "list"],
        "document" => ["create", "delete", "edit", "get", "list"],
        "group" => ["get", "list"],
        "item" => ["create", "delete", "edit", "get", "list", "move", "share", "template"],
        "item template" => ["get", "list"],
        "service-account" => ["create", "ratelimit"],
        "user" => ["get", "list"],
        "vault" => ["create", "delete", "edit", "get", "group", "list", "user"],
        "vault user" or "vault group" => ["list"],
        _ => null,
    };

    /// <summary>Every command, as rules may name it.</summary>
    public static IEnumerable<string> All(string path = "") =>
        Verbs(path) is not { } verbs ? [path] : verbs.SelectMany(verb => All(path.Length == 0 ? verb : path + " " + verb));

    public static CommandSpec? Find(string path) => path switch
    {
        "whoami" => Spec(path, "", 0, 0),
        "signin" => Spec(path, "", 0, 0, "raw", "force"),
        "signout" => Spec(path, "", 0, 0),
        "read" => Spec(path, "<reference>", 1, 1, "file-mode", "force", "no-newline", "out-file"),
        "account list" => Spec(path, "", 0, 0),
        "account get" => Spec(path, "", 0, 0),
        "vault list" => Spec(path, "", 0, 0, "group", "permission", "user"),
        "vault get" => Spec(path, "{ <vaultName> | <vaultID> | - }", 1, 1),
        "vault create" => Spec(path, "<name>", 1, 1, "allow-admins-to-manage", "description", "icon"),
        "vault edit" => Spec(path, "{ <vaultName> | <vaultID> }", 1, 1, "description", "icon", "name", "travel-mode"),
        "vault delete" => Spec(path, "{ <vaultName> | <vaultID> | - }", 1, 1),
        "vault user list" or "vault group list" => Spec(path, "{ <vault> | - }", 1, 1),
        "item list" => Spec(path, "", 0, 0, "categories", "favorite", "include-archive", "long", "tags", "vault"),
        "item get" => Spec(path, "[{ <itemName> | <itemID> | <shareLink> | - }]", 1, 1, "fields", "include-archive", "otp", "reveal", "share-link", "vault"),
        "item create" => Spec(path, "[ - ] [ <assignment> ... ]", 0, -1,
            "category", "dry-run", "favorite", "generate-password", "reveal", "ssh-generate-key", "tags", "template", "title", "url", "vault"),
        "item edit" => Spec(path, "{ <itemName> | <itemID> | <shareLink> } [ <assignment> ... ]", 1, -1,
            "dry-run", "favorite", "generate-password", "reveal", "tags", "template", "title", "url", "vault"),
        "item delete" => Spec(path, "[{ <itemName> | <itemID> | <shareLink> | - }]", 1, 1, "archive", "vault"),
        "item move" => Spec(path, "[{ <itemName> | <itemID> | <shareLink> | - }]", 1, 1, "current-vault", "destination-vault", "reveal"),
        "item share" => Spec(path, "{ <itemName> | <itemID> }", 1, 1, "emails", "expires-in", "vault", "view-once"),
        "item template list" => Spec(path, "", 0, 0),
        "item template get" => Spec(path, "[{ <category> | - }]", 1, 1, "file-mode", "force", "out-file"),
        "document list" => Spec(path, "", 0, 0, "include-archive", "vault"),
        "document get" => Spec(path, "{ <itemName> | <itemID> }", 1, 1, "file-mode", "force", "include-archive", "out-file", "vault"),
        "document create" => Spec(path, "{ <file> | - }", 0, 1, "file-name", "tags", "title", "vault"),
        "document edit" => Spec(path, "{ <itemName> | <itemID> } [{ <file> | - }]", 1, 2, "file-name", "tags", "title", "vault"),
        "document delete" => Spec(path, "[{ <itemName> | <itemID> | - }]", 1, 1, "archive", "vault"),
        "user get" => Spec(path, "[{ <email> | <name> | <userID> | --me | - }]", 0, 1, "fingerprint", "me", "public-key"),
        "user list" => Spec(path, "", 0, 0, "group", "vault"),
        "group get" => Spec(path, "[{ <groupName> | <groupID> | - }]", 1, 1),
        "group list" => Spec(path, "", 0, 0, "user", "vault"),
        "service-account ratelimit" => Spec(path, "", 0, 1),
        "service-account create" => Spec(path, "<serviceAccountName>", 1, 1, "can-create-vaults", "expires-in", "raw", "vault"),
        _ => null,
    };

    private static CommandSpec Spec(string path, string arguments, int least, int most, params string[] flags) => new(path, arguments, flags, least, most);
}
