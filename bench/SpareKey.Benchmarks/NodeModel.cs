using System.Diagnostics;
using System.Globalization;

namespace SpareKey.Benchmarks;

/// <summary>A running bench/model.mjs; it times itself, so that its start is not counted.</summary>
internal sealed class NodeModel : IDisposable
{
    private readonly Process _process;

    public NodeModel(string folder)
    {
        var start = new ProcessStartInfo("node", [Path.Combine("bench", "model.mjs"), folder]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
    }

    /// <summary>Milliseconds that the named work took.</summary>
    public double Ask(string work)
    {
        _process.StandardInput.WriteLine(work);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"node ended during {work}");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
