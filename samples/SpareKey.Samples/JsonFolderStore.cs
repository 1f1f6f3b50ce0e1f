using System.Text;
using SpareKey.SecurityModel;

namespace SpareKey.Samples;

/// <summary>Keeps each state as one JSON file in a folder. What is in it is encrypted or public, but not meant for everybody: the file is its owner's alone.</summary>
internal sealed class JsonFolderStore(string folder) : IAccountStore
{
    private const int IdLength = 26;

    public async ValueTask<AccountState?> LoadAsync(string accountUuid, CancellationToken cancellationToken = default)
    {
        var path = PathOf(accountUuid);
        return File.Exists(path) ? AccountState.Parse(await File.ReadAllBytesAsync(path, cancellationToken)) : null;
    }

    public async ValueTask SaveAsync(AccountState state, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(state.AccountUuid);
        var partial = path + ".partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(partial, options))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(state.ToJson().ToJsonString()), cancellationToken);
            stream.Flush(flushToDisk: true);
        }
        // Renaming is atomic: a crash leaves the last state or this one, never half of it.
        File.Move(partial, path, overwrite: true);
    }

    // The id becomes a file name, so it may be nothing but an id.
    private string PathOf(string accountUuid)
    {
        if (accountUuid.Length != IdLength || !accountUuid.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("an account id is 26 letters and digits", nameof(accountUuid));
        return Path.Combine(folder, accountUuid + ".json");
    }
}
