using SpareKey.Core.Destinations;
using SpareKey.Core.State;
using SpareKey.Core.Verify;

namespace SpareKey.Core.Tests.Verify;

/// <summary>
/// A run may end while verify looks. What this machine remembers has to be read before the folder is listed: the other way round,
/// the snapshot that was finished in between is remembered and "not there", which reads like a theft.
/// </summary>
public sealed class BesideARunTests
{
    [Fact]
    public async Task The_last_look_at_the_folder_comes_after_the_look_at_what_is_remembered()
    {
        var looks = new List<string>();

        await new VerifyUseCase(new Folder(looks), new Memory(looks)).RunAsync(new VerifyRequest { Signer = new string('0', 64) }, _ => { }, CancellationToken.None);

        Assert.Contains("remembered", looks);
        Assert.True(looks.LastIndexOf("listed") > looks.LastIndexOf("remembered"), string.Join(", ", looks));
    }

    private sealed class Folder(List<string> looks) : IDestination
    {
        public string Name => "folder";

        public IReadOnlyList<string> List()
        {
            looks.Add("listed");
            return ["work_20261121T020304Z.sparekey.zip"];
        }

        public IReadOnlyList<string> OrphanSidecars() => [];

        public Stream OpenRead(string snapshotName) => new MemoryStream(new byte[100]);

        public byte[]? ReadSidecar(string snapshotName) => null;

        public long? FreeBytes() => null;

        public void CheckWritable() => throw new NotSupportedException();

        public IDestinationLock Lock() => throw new NotSupportedException();
    }

    private sealed class Memory(List<string> looks) : IStateStore
    {
        public string Name => "memory";

        public byte[]? ReadSigner() => null;

        public byte[] KeepSigner(byte[] material) => throw new NotSupportedException();

        public SnapshotHead? ReadHead(string label)
        {
            looks.Add("remembered");
            return null;
        }

        public void WriteHead(SnapshotHead head) => throw new NotSupportedException();
    }
}
