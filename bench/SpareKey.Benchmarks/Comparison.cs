using System.Globalization;

namespace SpareKey.Benchmarks;

/// <summary>
/// Side by side in one run, in turn, so that a noisy machine disturbs all alike. Figures to quote are the ratios.
/// </summary>
internal static class Comparison
{
    public static int Run(string here, int rounds)
    {
        using var place = BenchPlace.Create();
        place.MakeInputs();
        Console.WriteLine($"workload W: {Workload.W.Items} items, {Workload.W.Files} files of {Workload.W.FileSize / 1024} KiB, {place.InputBytes / 1e6:0.0} MB; {rounds} rounds, medians");
        var ours = new List<Measured>();
        var restic = new List<double>();
        var age = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var sealedNow = Measured.Run($"'{here}' seal w '{place.Certificate}' '{place.Fresh("snapshots")}' '{place.Root}/state'");
            var resticNow = Restic(place);
            var ageNow = Measured.Run($"tar -cf - -C '{place.Input}' . | gzip -6 | age -r {place.AgeRecipient} -o '{place.Fresh("age")}/w.tar.gz.age'").Seconds;
            if (round == 0)
                continue; // warm-up: page cache and first use of each program
            ours.Add(sealedNow);
            restic.Add(resticNow);
            age.Add(ageNow);
        }

        var mine = Measured.Median(ours.Select(run => run.Seconds));
        Line("sparekey, memory to verified snapshot", mine, null);
        Line("restic backup, first", Measured.Median(restic), mine / Measured.Median(restic));
        Line("tar | gzip -6 | age", Measured.Median(age), mine / Measured.Median(age));
        Console.WriteLine($"peak memory of W: {ours.Max(run => run.PeakMiB):0} MiB (goal under 120 MB = 114 MiB)");
        Large(here, place);
        OneItem(place, ours[^1].Output, rounds);
        return 0;
    }

    private static double Restic(BenchPlace place)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["RESTIC_PASSWORD"] = "bench", ["RESTIC_REPOSITORY"] = place.Fresh("restic") };
        Measured.Run("restic init --quiet", environment);
        return Measured.Run($"restic backup --quiet --no-cache '{place.Input}'", environment).Seconds;
    }

    private static void Large(string here, BenchPlace place)
    {
        var run = Measured.Run($"'{here}' seal large '{place.Certificate}' '{place.Fresh("large")}' '{place.Root}/state'");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one document of 1 GiB: {run.Seconds:0.00} s, peak memory {run.PeakMiB:0} MiB"));
    }

    private static void OneItem(BenchPlace place, string snapshot, int rounds)
    {
        var show = $"'{place.SpareKey}' show '{snapshot}' --key '{place.QuickKey}' --password-file '{place.PasswordFile}' --item {Workload.ItemId(7777)} --reveal --json > /dev/null";
        var runs = Enumerable.Range(0, rounds + 1).Select(_ => Measured.Run(show).Seconds).Skip(1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one item out of W, start-up included, key file with 1 iteration: {Measured.Median(runs):0.000} s (goal under 0.3 s)"));
    }

    private static void Line(string name, double seconds, double? ratio) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {seconds,7:0.00} s{(ratio is { } value ? $"   sparekey takes {value:0.00} of it" : "")}"));
}
