namespace SpareKey.SecurityModel;

/// <summary>Text from untrusted data, made fit for an error message: one line, no terminal control, short.</summary>
internal static class Printable
{
    private const int MaximumLength = 40;

    public static string Id(string text) => text.Length == 0 ? "(no id)" : Text(text);

    public static string Text(string text)
    {
        var shown = text.Length > MaximumLength ? string.Concat(text.AsSpan(0, MaximumLength), "...") : text;
        return string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
                target[i] = source[i] is >= ' ' and < '\u007f' ? source[i] : '?';
        });
    }
}
