namespace SpareKey.OpSimulator.CommandLine;

/// <param name="Kind">What the usage prints behind the name: `string`, `strings`, `duration`; empty for a switch.</param>
/// <param name="Optional">A value may follow, but only as `--flag=value`.</param>
internal sealed record FlagSpec(string Name, char Short, string Kind, string Text, bool Optional = false)
{
    public bool TakesValue => Kind.Length > 0 && !Optional;
}

internal static class FlagTable
{
    public static readonly string[] Global =
        ["account", "cache", "config", "debug", "encoding", "format", "help", "iso-timestamps", "no-color", "session", "version"];

    public static FlagSpec? ByShort(char c) => c switch
    {
        'h' => Find("help"),
        'v' => Find("version"),
        'n' => Find("no-newline"),
        'o' => Find("out-file"),
        'f' => Find("force"),
        _ => null,
    };

    public static FlagSpec? Find(string name) => name switch
    {
        "account" => Value(name, "Select the account to execute the command by account shorthand, sign-in address, account ID, or user ID."),
        "cache" => Switch(name, "Store and use cached information."),
        "config" => new(name, '\0', "directory", "Use this configuration directory."),
        "debug" => Switch(name, "Enable debug mode."),
        "encoding" => new(name, '\0', "type", "Use this character encoding type."),
        "format" => Value(name, "Use this output format: 'human-readable' or 'json'."),
        "help" => new(name, 'h', "", "help for"),
        "iso-timestamps" => Switch(name, "Format timestamps according to ISO 8601 / RFC 3339."),
        "no-color" => Switch(name, "Print output without color."),
        "session" => new(name, '\0', "token", "Authenticate with this session token."),
        "version" => new(name, 'v', "", "version for op"),
        "vault" => Value(name, "Look for the item in this vault."),
        "categories" => new(name, '\0', "categories", "Only list items in these categories (comma-separated)."),
        "tags" => new(name, '\0', "tags", "Set or match the tags (comma-separated)."),
        "favorite" => Switch(name, "Only list, or make, favorites."),
        "include-archive" => Switch(name, "Include items in the Archive."),
        "long" => Switch(name, "Output a more detailed list."),
        "fields" => Value(name, "Only return data from these fields."),
        "otp" => Switch(name, "Output the primary one-time password."),
        "reveal" => Switch(name, "Don't conceal sensitive fields."),
        "share-link" => Switch(name, "Get a shareable link for the item."),
        "category" => new(name, '\0', "category", "Set the item's category."),
        "title" => new(name, '\0', "title", "Set the item's title."),
        "url" => new(name, '\0', "URL", "Set the website where you sign in."),
        "template" => Value(name, "Specify the filepath to read an item template from."),
        "generate-password" => new(name, '\0', "recipe", "Add a randomly-generated password.", Optional: true),
        "ssh-generate-key" => new(name, '\0', "key-type", "Add a newly generated SSH key.", Optional: true),
        "dry-run" => Switch(name, "Output a preview without writing."),
        "archive" => Switch(name, "Move the item to the Archive."),
        "current-vault" => Value(name, "Vault where the item is currently saved."),
        "destination-vault" => Value(name, "The vault you want to move the item to."),
        "emails" => new(name, '\0', "strings", "Email addresses to share with."),
        "expires-in" => new(name, '\0', "duration", "Expire link after the duration specified in (s)econds, (m)inutes, (h)ours, (d)ays,\nand/or (w)eeks. (default 7d)"),
        "view-once" => Switch(name, "Expire link after a single view."),
        "out-file" => new(name, 'o', "string", "Write to this file instead of stdout."),
        "file-mode" => new(name, '\0', "filemode", "Set filemode for the output file. (default 0600)"),
        "force" => new(name, 'f', "", "Don't prompt for confirmation."),
        "no-newline" => new(name, 'n', "", "Don't print a new line after the secret."),
        "file-name" => new(name, '\0', "name", "Set the file's name."),
        "description" => Value(name, "Set the description."),
        "icon" => Value(name, "Set the vault icon."),
        "name" => Value(name, "Change the name."),
        "allow-admins-to-manage" => new(name, '\0', "true|false", "Set whether administrators can manage the vault."),
        "travel-mode" => new(name, '\0', "on/off", "Turn Travel Mode on or off."),
        "group" => Value(name, "List only what this group can access, or its members."),
        "user" => Value(name, "List only what this user can access."),
        "permission" => new(name, '\0', "permissions", "List only vaults with these permissions."),
        "me" => Switch(name, "Get the authenticated user's details."),
        "can-create-vaults" => Switch(name, "Allow the service account to create new vaults."),
        "raw" => Switch(name, "Only return the token."),
        "fingerprint" or "public-key" => Switch(name, "Get the user's public key or fingerprint."),
        _ => null,
    };

    private static FlagSpec Value(string name, string text) => new(name, '\0', "string", text);

    private static FlagSpec Switch(string name, string text) => new(name, '\0', "", text);
}
