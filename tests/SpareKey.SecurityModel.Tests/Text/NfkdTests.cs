using System.Globalization;
using System.Text;

namespace SpareKey.SecurityModel.Tests.Text;

public sealed class NfkdTests
{
    // What Unicode gained after 15.0 (decompositions, then combining marks): an older platform table leaves it as it is.
    private static readonly (int First, int Last)[] Newer =
    [
        (0xA7F1, 0xA7F1), (0x105C9, 0x105E4), (0x11383, 0x113C8), (0x16121, 0x16128), (0x16D68, 0x16D6A), (0x1CCD6, 0x1CCF9),
        (0x897, 0x897), (0x1ACF, 0x1AEB), (0x10D69, 0x10D6D), (0x10EFA, 0x10EFB), (0x113CE, 0x113D0), (0x1612F, 0x1612F),
        (0x1E5EE, 0x1E5EF), (0x1E6E3, 0x1E6F5),
    ];

    [Fact]
    public void Every_code_point_decomposes_as_the_platforms_table_says()
    {
        RequirePlatformTable();
        var differences = new List<string>();
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            // The platform refuses surrogates and the 66 non-characters; both are below.
            if (code is (>= 0xD800 and <= 0xDFFF) or (>= 0xFDD0 and <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE)
                continue;
            var text = char.ConvertFromUtf32(code);
            // Alone; behind a mark of a high class; before a mark of the lowest: the last two show its own class.
            if (!IsNewer(code) && !(Agrees(text) && Agrees("\u0300" + text) && Agrees(text + "\u0334")))
                differences.Add(code.ToString("X4", CultureInfo.InvariantCulture));
        }
        Assert.Empty(differences);
    }

    [Fact]
    public void Runs_of_marks_are_ordered_as_the_platform_orders_them()
    {
        RequirePlatformTable();
        var marks = Enumerable.Range(0x300, 0x1E900 - 0x300).Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)
            .Where(text => CharUnicodeInfo.GetUnicodeCategory(text, 0) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            .Where(text => !IsNewer(char.ConvertToUtf32(text, 0))).ToArray();
        var picks = new SeededRandomness(3);
        Span<byte> bytes = stackalloc byte[2];
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder("a");
            for (var i = 0; i < 5; i++)
            {
                picks.Fill(bytes);
                text.Append(marks[BitConverter.ToUInt16(bytes) % marks.Length]);
            }
            Assert.Equal(text.ToString().Normalize(NormalizationForm.FormKD), Ours(text.ToString()));
        }
    }

    [Theory]
    [InlineData("\u212Bngstr\u00F6m \uFB01sh \u00BD", "A\u030Angstro\u0308m fish 1\u20442")]
    [InlineData("\uAC01\uD7A3\uAC00", "\u1100\u1161\u11A8\u1112\u1175\u11C2\u1100\u1161")]
    [InlineData("a\u0315\u0300\u05AE\u0062", "a\u05AE\u0300\u0315b")]
    [InlineData("\u1E9B\u0323", "s\u0323\u0307")]
    [InlineData("\U0001D15F", "\U0001D158\U0001D165")]
    [InlineData("plain ASCII", "plain ASCII")]
    public void Known_texts_normalise(string text, string expected) => Assert.Equal(expected, Ours(text));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        Assert.Equal("\uFFFDx", Ours("\uD83Dx"));
        Assert.Equal("x\uFFFD", Ours("x\uDC00"));
        Assert.Equal("\uFFFD\uFFFD", Ours("\uDC00\uD83D"));
    }

    [Fact]
    public void Non_characters_are_left_alone()
    {
        Assert.Equal("\uFFFE\uFDD0\uFFFF", Ours("\uFFFE\uFDD0\uFFFF"));
    }

    [Fact]
    public void A_long_run_of_marks_is_ordered_without_quadratic_time()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => i % 2 == 0 ? "\u0300" : "\u0316"));
        Assert.Equal(new string('\u0316', 15_000) + new string('\u0300', 15_000), Ours(text));
    }

    [Fact]
    public void Only_what_ECMAScript_calls_white_space_is_trimmed()
    {
        const string white = "\u0009\u000A\u000B\u000C\u000D\u0020\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
        Assert.Equal("x", ClientText.Trim(white + "x" + white).ToString());
        foreach (var kept in "\u0085\u180E\u200B\u2060")
            Assert.Equal($"{kept}x{kept}", ClientText.Trim($"{kept}x{kept}").ToString());
        Assert.Equal("", ClientText.Trim(white).ToString());
    }

    private static string Ours(string text)
    {
        using var bytes = ClientText.NormalizeToUtf8(text);
        return Encoding.UTF8.GetString(bytes.DangerousBytes);
    }

    private static bool IsNewer(int code) => Array.Exists(Newer, range => code >= range.First && code <= range.Last);

    private static bool Agrees(string text) => Ours(text) == text.Normalize(NormalizationForm.FormKD);

    private static void RequirePlatformTable()
    {
        if ("\u212B".Normalize(NormalizationForm.FormKD) == "\u212B")
            Assert.Skip("this process runs with invariant globalization: there is no platform table to compare with");
    }
}
