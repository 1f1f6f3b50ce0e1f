using SpareKey.Core.Accounts;
using SpareKey.Core.Backup;
using SpareKey.Destinations.Folder;
using SpareKey.Platform.State;

namespace SpareKey.Benchmarks;

/// <summary>The measured child: the real backup use case, from the first byte to the proven snapshot with its name.</summary>
internal static class Sealing
{
    public static async Task<int> RunAsync(Workload workload, string certificate, string destination, string state)
    {
        var request = new BackupRequest
        {
            Label = "bench",
            Selection = VaultSelection.All,
            Recipients = [new RecipientFile(certificate, await File.ReadAllBytesAsync(certificate))],
            Tool = "bench",
        };
        var useCase = new BackupUseCase(new MemoryAccount(workload), new FolderDestination(destination, TimeProvider.System), new StateFolder(state), TimeProvider.System);
        var result = await useCase.RunAsync(request, new Silence(), CancellationToken.None);
        Console.WriteLine(result.Snapshot);
        return result.Complete ? 0 : 1;
    }

    private sealed class Silence : IBackupObserver
    {
        public void Stage(string stage)
        {
        }

        public void Progress(CaptureProgress progress)
        {
        }

        public void Warn(string warning)
        {
        }
    }
}
