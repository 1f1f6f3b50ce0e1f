using System.Text;
using SpareKey.Cli.Terminal;

namespace SpareKey.Cli.Composition;

/// <summary>
/// Where an unexpected failure's stack goes. Types and stack frames only: an exception's message may quote what was being read.
/// </summary>
internal static class CrashReport
{
    /// <summary>The file written, or null where that failed too.</summary>
    public static string? Write(Exception failure, DateTimeOffset now, string stateFolder)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(stateFolder, "crashes")).FullName;
            var file = Path.Combine(folder, $"crash-{now:yyyyMMddTHHmmssfff}Z.txt");
            File.WriteAllText(file, $"{ProductName.WithVersion} on {Environment.OSVersion} .NET {Environment.Version}\n{Stack(failure)}");
            return file;
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string Stack(Exception failure)
    {
        var text = new StringBuilder();
        for (var current = failure; current is not null; current = current.InnerException)
            text.Append(Printable.Text(current.GetType().FullName ?? "?")).Append('\n').Append(current.StackTrace).Append('\n');
        return text.ToString();
    }
}
