using SpareKey.Benchmarks;

var here = Environment.ProcessPath!;
return args switch
{
    ["seal", "w", var certificate, var destination, var state] => await Sealing.RunAsync(Workload.W, certificate, destination, state),
    ["seal", "large", var certificate, var destination, var state] => await Sealing.RunAsync(Workload.Large, certificate, destination, state),
    ["model"] => ModelComparison.Run(rounds: 7),
    [] => Comparison.Run(here, rounds: 5) | ModelComparison.Run(rounds: 7),
    [var rounds] when int.TryParse(rounds, out var count) && count > 0 => Comparison.Run(here, count) | ModelComparison.Run(count),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: ./build bench [ROUNDS | model]");
    return 2;
}
