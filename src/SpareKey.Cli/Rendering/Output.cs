using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SpareKey.Cli.Commands;
using SpareKey.Cli.Terminal;

namespace SpareKey.Cli.Rendering;

/// <summary>Prints a command's result on stdout: one JSON document with --json, text for people otherwise.</summary>
internal static class Output
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write<T>(CliContext context, ParseResult parsed, T result, Action<TextWriter, T> text, JsonTypeInfo<T> json)
    {
        if (parsed.GetValue(CommonOptions.Json))
            WriteJson(context, result, json);
        else
            WriteText(context, writer => text(writer, result));
    }

    public static void WriteText(CliContext context, Action<TextWriter> text)
    {
        using var writer = new StreamWriter(context.Out, Utf8, leaveOpen: true);
        writer.NewLine = "\n";
        text(writer);
    }

    private static void WriteJson<T>(CliContext context, T result, JsonTypeInfo<T> json)
    {
        JsonSerializer.Serialize(context.Out, result, json);
        context.Out.Write("\n"u8);
    }
}
