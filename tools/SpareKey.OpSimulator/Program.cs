using SpareKey.OpSimulator;

return new Simulation(args, TimeProvider.System).Run();
