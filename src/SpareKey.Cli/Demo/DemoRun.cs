using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpareKey.Archive;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Rendering;
using SpareKey.Cli.Terminal;
using SpareKey.Core.Accounts;
using SpareKey.Core.Backup;
using SpareKey.Core.Certificates;
using SpareKey.Core.Errors;
using SpareKey.Core.Extract;
using SpareKey.Core.Secrets;
using SpareKey.Core.Verify;
using SpareKey.Destinations.Folder;

namespace SpareKey.Cli.Demo;

/// <summary>The main job on a made-up company, from the account to the opened snapshot, with the product's own use cases.</summary>
internal sealed class DemoRun(CliContext context, DemoPlace place, Action<string> say)
{
    private const int PasswordBytes = 24;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = context.Clock.GetTimestamp();
        var token = await StartSimulatorAsync(cancellationToken);
        using var password = WritePassword();
        var certificates = MakeCertificates(password);
        var backup = await BackUpAsync(token, certificates, cancellationToken);
        await VerifyAsync(null, cancellationToken);
        using var key = RecoveryKey.Open(await File.ReadAllBytesAsync(certificates[0].KeyFile, cancellationToken), password.Reveal());
        await VerifyAsync(key, cancellationToken);
        await ExtractAsync(backup.Snapshot, key, cancellationToken);
        say("");
        say(string.Create(CultureInfo.InvariantCulture, $"Done in {context.Clock.GetElapsedTime(started).TotalSeconds:0.0} s. Everything is in {place.Root}:"));
        say("  account                the simulated 1Password account: plain JSON, edit it and run again");
        say("  safe, second-safe      what would lie in two safes: recovery.pfx, its password, recovery.cer");
        say("  backups                the snapshot and its sha256 sidecar");
        say("  extracted-by-sparekey, extracted-by-hand   the same files, recovered in two ways");
        say($"These are made-up secrets. Remove them with: rm -rf '{place.Root}'");
    }

    private async Task<string> StartSimulatorAsync(CancellationToken cancellationToken)
    {
        var output = await ToolRunner.RunAsync(place.Simulator, ["simulator", "init", place.Account], cancellationToken);
        say($"1. a made-up company's account in {place.Account}");
        return SimulatorToken.Find(output);
    }

    private SecretText WritePassword()
    {
        var folder = context.Folders.OpenEmpty(place.Safe);
        var utf8 = Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(PasswordBytes)) + "\n");
        folder.WriteFile(Path.GetFileName(place.PasswordFile), utf8);
        return SecretText.FromUtf8(utf8, place.PasswordFile);
    }

    private NewCertificateResult[] MakeCertificates(SecretText password)
    {
        var useCase = new NewCertificateUseCase(context.Folders, context.Clock);
        NewCertificateResult[] made =
        [
            useCase.Run(new NewCertificateRequest(place.Safe, "Demo recovery, first safe", 10), password),
            useCase.Run(new NewCertificateRequest(place.SecondSafe, "Demo recovery, second safe", 10), password),
        ];
        say($"2. two recovery certificates, RSA-4096: {made[0].CertificateFile}, {made[1].CertificateFile}");
        return made;
    }

    private async Task<BackupResult> BackUpAsync(string token, NewCertificateResult[] certificates, CancellationToken cancellationToken)
    {
        using var source = OpSource.Create(WithSimulator(token), new OpSourceOptions(place.Simulator, 4, TimeSpan.FromMinutes(2)));
        var request = new BackupRequest
        {
            Label = "demo",
            Selection = VaultSelection.All,
            Recipients = [.. certificates.Select(made => new RecipientFile(made.CertificateFile, File.ReadAllBytes(made.CertificateFile)))],
            Tool = ProductName.WithVersion,
        };
        var observer = new ProgressTalk(context, json: false, quiet: !context.ErrorIsTerminal);
        var useCase = new BackupUseCase(source, Destination(), MachineState.Open(place.State), context.Clock);
        var result = await useCase.RunAsync(request, observer, cancellationToken);
        observer.End();
        if (!result.Complete)
            throw new UserErrorException(ExitCode.Failed, $"the demo's snapshot is incomplete: {result.Missing.Count} missing", "please report this");
        say(string.Create(CultureInfo.InvariantCulture, $"3. backed up {result.Counts.Vaults} vaults, {result.Counts.Items} items ({result.Counts.Archived} archived), {result.Counts.Files} files with {result.OpCalls} calls of op in {result.Seconds:0.0} s:"));
        say($"   {result.Snapshot} ({Units.Bytes(result.Counts.Bytes)})");
        return result;
    }

    // The driver hands the child its whole environment; the simulator finds its account there.
    private CliContext WithSimulator(string token)
    {
        Environment.SetEnvironmentVariable("SIMULATED_OP_HOME", place.Account);
        return context with { Environment = name => name == OpSource.TokenVariable ? token : context.Environment(name) };
    }

    private async Task VerifyAsync(RecoveryKey? key, CancellationToken cancellationToken)
    {
        var useCase = new VerifyUseCase(Destination(), MachineState.Open(place.State));
        var result = await useCase.RunAsync(new VerifyRequest { Key = key }, _ => { }, cancellationToken);
        if (!result.Whole)
            throw new UserErrorException(ExitCode.VerificationFailed, "the demo's snapshot does not verify", "please report this");
        say(key is null
            ? "4. verified without the key: sidecar, container, digests, envelopes, signature, chain"
            : $"5. verified with the key: {result.Snapshots[0].Report.SegmentsChecked} segments opened, {result.Snapshots[0].Report.EntriesChecked} entries compared");
    }

    private async Task ExtractAsync(string snapshot, RecoveryKey key, CancellationToken cancellationToken)
    {
        var request = new ExtractRequest(Path.GetFileName(snapshot), place.Extracted, [], []);
        var result = await new ExtractUseCase(Destination(), context.Folders).RunAsync(request, key, cancellationToken);
        say($"6. extracted by sparekey: {result.Files} files, {Units.Bytes(result.Bytes)}");
        await StockTools.OpenAsync(place, snapshot, cancellationToken);
        var (files, bytes) = StockTools.Compare(place.Extracted, place.ByHand);
        say($"7. opened again with stock unzip, openssl and tar alone: {files} files, {bytes} bytes, every byte the same");
    }

    private FolderDestination Destination() => new(place.Backups, context.Clock);
}
