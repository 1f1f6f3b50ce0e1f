using System.Text;
using System.Text.Json;
using SpareKey.Core.Accounts;
using SpareKey.Core.Errors;

namespace SpareKey.Cli.Terminal;

/// <summary>One JSON object per line on stderr, for programs that drive this one.</summary>
internal static class JsonLines
{
    public static string Error(string message, string hint, ExitCode exitCode) => Object(writer =>
    {
        writer.WriteString("error", message);
        writer.WriteString("hint", hint);
        writer.WriteNumber("exitCode", (int)exitCode);
    });

    public static string Warning(string message) => Object(writer => writer.WriteString("warning", message));

    public static string Stage(string stage) => Object(writer => writer.WriteString("stage", stage));

    public static string Progress(CaptureProgress progress) => Object(writer =>
    {
        writer.WriteStartObject("progress");
        writer.WriteNumber("vaultsDone", progress.VaultsDone);
        writer.WriteNumber("vaults", progress.Vaults);
        writer.WriteNumber("itemsDone", progress.ItemsDone);
        writer.WriteNumber("items", progress.Items);
        writer.WriteNumber("filesDone", progress.FilesDone);
        writer.WriteNumber("files", progress.Files);
        writer.WriteEndObject();
    });

    private static string Object(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
