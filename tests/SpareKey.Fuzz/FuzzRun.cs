using System.Diagnostics;
using System.Security.Cryptography;
using SpareKey.TestKit;

namespace SpareKey.Fuzz;

/// <summary>Feeds one target: the corpus as it is, then mutations of it. An offending input is kept, ready to be committed to the corpus.</summary>
internal sealed class FuzzRun(FuzzTarget target, ulong seed)
{
    private static readonly TimeSpan MostPerInput = TimeSpan.FromSeconds(20);
    private readonly List<string> _deviations = [];

    public int Inputs { get; private set; }

    public int Accepted { get; private set; }

    public IReadOnlyList<string> Deviations => _deviations;

    public TimeSpan Slowest { get; private set; }

    public void Run(Func<int, bool> goesOn)
    {
        var corpus = target.Corpus();
        Try(corpus[0].ToArray(), warmUp: true);
        foreach (var input in corpus)
            Try(input.ToArray(), warmUp: false);
        var mutator = new Mutator(new SeededChoice(seed), corpus);
        for (var i = 0; goesOn(i) && _deviations.Count < 10; i++)
            Try(mutator.Next(), warmUp: false);
    }

    private void Try(byte[] input, bool warmUp)
    {
        var original = input.ToArray();
        var started = Stopwatch.GetTimestamp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Parse(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var elapsed = Stopwatch.GetElapsedTime(started);
        if (warmUp)
            return;
        Inputs++;
        Slowest = elapsed > Slowest ? elapsed : Slowest;
        if (failure is null)
            Accepted++;
        else if (!target.Documented.Contains(failure.GetType()))
            Report(original, $"{failure.GetType().Name}: {failure.Message} at {failure.StackTrace?.Split('\n')[0].Trim()}");
        if (allocated > target.Allocation + (target.AllocationPerByte * original.Length))
            Report(original, $"allocated {allocated} bytes for {original.Length}");
        if (elapsed > MostPerInput)
            Report(original, $"took {elapsed}");
    }

    private Exception? Parse(byte[] input)
    {
        try
        {
            target.Parse(input);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private void Report(byte[] input, string what)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "fuzz", target.Name)).FullName;
        var file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(file, input);
        _deviations.Add($"{what}; the input is in {Path.GetRelativePath(Repository.Root, file)}");
    }
}
