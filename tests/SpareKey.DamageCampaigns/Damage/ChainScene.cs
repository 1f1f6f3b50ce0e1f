using System.Text;
using SpareKey.Archive;
using SpareKey.Archive.Tests;
using SpareKey.Core.State;
using SpareKey.Platform.State;
using SpareKey.TestKit;

namespace SpareKey.DamageCampaigns;

/// <summary>A destination with snapshots of one label, and what this machine may or may not remember of them.</summary>
internal sealed class ChainScene : IDisposable
{
    private readonly TempFolder _temp = new();

    public ChainScene() => Directory.CreateDirectory(Destination);

    public string Destination => _temp.File("backups");

    public async Task PutAsync(string name, byte[] bytes)
    {
        await _temp.WriteAsync(Path.Combine("backups", name), bytes);
        await _temp.WriteAsync(Path.Combine("backups", name + ".sha256"), SnapshotSidecar.Create(name, Forge.Digest(bytes)));
    }

    public Task PutAsync(Made made) => PutAsync(made.FileName, made.Bytes);

    /// <summary>This machine wrote that snapshot last.</summary>
    public void Remember(Made made) => new StateFolder(_temp.File("state")).WriteHead(
        new SnapshotHead(made.Settings.Label, made.FileName, made.Settings.SnapshotId.Value, made.Receipt.HeaderSha256, made.Settings.Signer.Thumbprint, made.Settings.CreatedUtc));

    public async Task<ProcessRun> VerifyAsync(bool withKey, bool withSigner, bool withState)
    {
        await _temp.WriteAsync("anna.pfx", Victim.Pfx);
        await _temp.WriteAsync("password", Encoding.ASCII.GetBytes(Victim.Password));
        List<string> arguments = ["verify", "--destination", Destination, "--state-dir", _temp.File(withState ? "state" : "no-state")];
        if (withKey)
            arguments.AddRange(["--key", _temp.File("anna.pfx"), "--password-file", _temp.File("password")]);
        if (withSigner)
            arguments.AddRange(["--signer", Made.Signer.Thumbprint]);
        return await ProcessRun.RunAsync(Executables.SpareKey, arguments);
    }

    public void Dispose() => _temp.Dispose();
}
