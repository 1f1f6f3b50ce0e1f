using SpareKey.Benchmarks;

var here = Environment.ProcessPath!;
return args switch
{
    ["seal", "w", var certificate, var destination, var state] => await Sealing.RunAsync(Workload.W, certificate, destination, state),
    ["seal", "large", var certificate, var destination, var state] => await Sealing.RunAsync(Workload.Large, certificate, destination, state),
    [] => Comparison.Run(here, rounds: 5),
    [var rounds] when int.TryParse(rounds, out var count) && count > 0 => Comparison.Run(here, count),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: ./build bench [ROUNDS]");
    return 2;
}
