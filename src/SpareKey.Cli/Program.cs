using SpareKey.Cli.Commands;
using SpareKey.Cli.Composition;
using SpareKey.Cli.Terminal;
using SpareKey.Platform.Hardening;

// First of all: from here on no secret may reach a core dump.
var hardeningProblem = ProcessHardening.Apply();
using var interruption = new Interruption();
var context = RealContext.Create(hardeningProblem, interruption.Token);
var exitCode = await new ErrorBoundary(context).RunAsync(RootCommands.Create(context), args, interruption.Token);

// Still listening: a signal in the last moment must not give a finished run another exit code.
Environment.Exit(exitCode);
