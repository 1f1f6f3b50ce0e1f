using System.Text;

namespace SpareKey.OpSimulator.CommandLine;

/// <summary>The usage that follows a bad flag, laid out like the recorded one.</summary>
internal static class UsageText
{
    public static string For(CommandSpec command)
    {
        var rows = command.Flags.Append("help").Select(name => Row(FlagTable.Find(name)!, command)).OrderBy(r => r.Sort, StringComparer.Ordinal).ToList();
        var width = rows.Max(r => r.Left.Length) + 3;
        var text = new StringBuilder().Append("Usage:  op ").Append(command.Path);
        if (command.Arguments.Length > 0) text.Append(' ').Append(command.Arguments);
        text.Append(" [flags]\n\nFlags:\n");
        foreach (var row in rows)
        {
            var lines = row.Text.Split('\n');
            text.Append(row.Left.PadRight(width)).Append(lines[0]).Append('\n');
            foreach (var line in lines.Skip(1)) text.Append(' ', width).Append(line).Append('\n');
        }
        return text.Append("\nTo list the global flags available on every command, run  'op --help'.\n").ToString();
    }

    public static string ForGroup(string path)
    {
        var text = new StringBuilder().Append("Usage:  op ").Append(path.Length > 0 ? path + " " : "").Append("[command]\n\nAvailable Commands:\n");
        foreach (var verb in CommandTable.Verbs(path) ?? []) text.Append("  ").Append(verb).Append('\n');
        return text.ToString();
    }

    private static (string Sort, string Left, string Text) Row(FlagSpec flag, CommandSpec command)
    {
        var left = (flag.Short == '\0' ? "      " : $"  -{flag.Short}, ") + "--" + flag.Name;
        if (flag.Optional) left += $"[={flag.Kind}]";
        else if (flag.Kind.Length > 0) left += " " + flag.Kind;
        var text = flag.Name == "help" ? "help for " + command.Path.Split(' ')[^1] : flag.Text;
        return (flag.Name, left, text);
    }
}
