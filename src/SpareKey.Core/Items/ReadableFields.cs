using System.Globalization;
using SpareKey.SecurityModel;

namespace SpareKey.Core.Items;

/// <summary>The values of an item in reading order. What is not known to be harmless is concealed: types are an open set.</summary>
internal static class ReadableFields
{
    public static IEnumerable<ReadableField> Of(ItemDetails details)
    {
        foreach (var field in details.Fields.Where(field => field.Value.Length > 0))
            yield return new ReadableField("", field.Designation ?? field.Name, field.Value, field.IsConcealed || !IsPlain(field.Type));
        if (details.Password is { Length: > 0 } password)
            yield return new ReadableField("", "password", password, Concealed: true);
        foreach (var section in details.Sections)
        {
            foreach (var field in section.Fields.Where(field => field.Text.Length > 0))
                yield return new ReadableField(section.Title, field.Label.Length > 0 ? field.Label : field.Name, field.Text, field.IsConcealed);
        }

        // Recovery codes and the like live in notes, and in what a password was before.
        if (details.Notes.Length > 0)
            yield return new ReadableField("", "notes", details.Notes, Concealed: true);
        foreach (var earlier in details.PasswordHistory)
            yield return new ReadableField("", EarlierName(earlier), earlier.Value, Concealed: true);
    }

    // Text, e-mail address, web address, number, text area, telephone, check box, button, radio button, selection.
    private static bool IsPlain(string type) => type is "T" or "E" or "U" or "N" or "A" or "TEL" or "C" or "I" or "B" or "R" or "S";

    private static string EarlierName(EarlierPassword earlier) => earlier.ReplacedAt is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"password until {time.UtcDateTime:yyyy-MM-dd}")
        : "earlier password";
}
