using SpareKey.Samples;

// The whole life of an account, offline: dotnet run --project samples/SpareKey.Samples [FOLDER]
// With a folder the account's (encrypted) state is kept there, else in memory.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
SpareKey.SecurityModel.IAccountStore store = args.Length > 0 ? new JsonFolderStore(args[0]) : new InMemoryStore();
await new AccountTour(store, Console.Out, TimeProvider.System).RunAsync(stop.Token);
