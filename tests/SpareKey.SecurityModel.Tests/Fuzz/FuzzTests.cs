using System.Globalization;

namespace SpareKey.SecurityModel.Tests.Fuzz;

/// <summary>
/// Every parser against damaged input: nothing but the documented failures may come out, and no input may make it allocate much.
/// Bounded here; SPAREKEY_FUZZ_FACTOR=100 runs a hundred times as many rounds, SPAREKEY_FUZZ_SEED=n others.
/// </summary>
public sealed class FuzzTests
{
    private const long AllocationLimit = 96L * 1024 * 1024;

    public static TheoryData<string> Names => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_input_gives_documented_failures_only(string name)
    {
        var target = FuzzTarget.All.Single(candidate => candidate.Name == name);
        var corpus = Corpus.Read(name);
        Assert.NotEmpty(corpus);
        var mutator = new Mutator(Setting("SPAREKEY_FUZZ_SEED", 1), corpus);
        var opened = corpus.Count(seed => Run(target, seed));
        Assert.True(opened > 0, "no seed of the corpus is accepted: the mutations would test the first check only");
        for (var rounds = target.Rounds * Setting("SPAREKEY_FUZZ_FACTOR", 1); rounds > 0; rounds--)
            Run(target, mutator.Next());
    }

    // Tells whether the input was accepted.
    private static bool Run(FuzzTarget target, byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Parse(input);
            return true;
        }
        catch (Exception e) when (e is MalformedDataException or UnsupportedSchemeException or UnlockFailedException or DecryptionFailedException or MissingKeyException or AuthenticationFailedException)
        {
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{target.Name} on {Convert.ToBase64String(input)}: {e.GetType().Name}", e);
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < AllocationLimit, $"{target.Name} allocated {allocated} bytes for {input.Length} bytes of input: {Convert.ToBase64String(input)}");
        }
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
