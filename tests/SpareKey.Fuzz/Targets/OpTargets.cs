using System.Text;
using SpareKey.OnePasswordCli.Connecting;
using SpareKey.OnePasswordCli.Failures;
using SpareKey.OnePasswordCli.Json;

namespace SpareKey.Fuzz;

/// <summary>Whatever op, or what calls itself op, prints.</summary>
internal static class OpTargets
{
    private const string Vault = "vaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static IEnumerable<FuzzTarget> All =>
    [
        Of("op-batch", input =>
        {
            var objects = new List<ReadOnlyMemory<byte>>();
            JsonObjects.Split(input, objects);
            foreach (var json in objects)
                ItemFacts.Parse(json);
        }),
        Of("op-vaults", input => VaultFacts.List(input), typeof(OpCallException)),
        Of("op-items", input => ItemList.Parse(input, Vault), typeof(OpCallException)),
        Of("op-whoami", input =>
        {
            AccountFacts.FromWhoAmI(input);
            AccountFacts.FromAccount(input);
        }, typeof(OpCallException)),
        Of("op-errors", input =>
        {
            var text = Encoding.UTF8.GetString(input);
            FailureText.KindOf(text);
            FailureText.HasError(text);
            RetryWait.In(text);
        }),
        Of("op-version", input => OpVersion.Parse(Encoding.UTF8.GetString(input))),
    ];

    private static FuzzTarget Of(string name, Action<byte[]> parse, params Type[] documented) =>
        new() { Name = name, Corpus = () => CorpusFiles.Of(name), Parse = parse, Documented = documented, AllocationPerByte = 256 };
}
