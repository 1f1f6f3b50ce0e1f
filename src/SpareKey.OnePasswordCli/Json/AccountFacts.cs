using System.Text.Json;
using SpareKey.OnePasswordCli.Failures;

namespace SpareKey.OnePasswordCli.Json;

/// <summary>Whose data it is. The id is absent in whoami of 2.18.</summary>
internal sealed record AccountFacts(string? AccountId, string Url, bool IsServiceAccount)
{
    /// <exception cref="OpCallException">Not JSON of an object.</exception>
    public static AccountFacts FromWhoAmI(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        JsonElement who = Object(document);
        bool service = who.Has("user_type", "SERVICE_ACCOUNT") || who.Has("ServiceAccountType", "SERVICE_ACCOUNT");
        return new AccountFacts(who.Id("account_uuid"), who.Text("url") ?? who.Text("URL") ?? "", service);
    }

    /// <summary>`op account get` knows the id and the first part of the address.</summary>
    /// <exception cref="OpCallException">Not JSON of an object.</exception>
    public static AccountFacts FromAccount(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = JsonObjects.Parse(json);
        JsonElement account = Object(document);
        return new AccountFacts(account.Id(), account.Text("domain") ?? "", IsServiceAccount: false);
    }

    private static JsonElement Object(JsonDocument? document) =>
        document?.RootElement is { ValueKind: JsonValueKind.Object } root
            ? root
            : throw new OpCallException(OpFailure.BadOutput("op printed no account"));
}
