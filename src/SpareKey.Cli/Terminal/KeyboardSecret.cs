using System.Security.Cryptography;
using System.Text;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Cli.Terminal;

/// <summary>Asks for a secret on the terminal without showing it.</summary>
internal static class KeyboardSecret
{
    private const int MaxCharacters = 4096;

    public static SecretText Ask(CliContext context, string prompt)
    {
        context.Error.Write($"{prompt}: ");
        var typed = GC.AllocateUninitializedArray<char>(MaxCharacters, pinned: true);
        var utf8 = GC.AllocateUninitializedArray<byte>(MaxCharacters * 4, pinned: true);
        try
        {
            var length = Waiting.For(() => Collect(typed), context.Interrupted);
            if (length == 0)
                throw new UserErrorException(ExitCode.Usage, "nothing was typed", "type it, or give it in a file; see --help");
            var bytes = Encoding.UTF8.GetBytes(typed.AsSpan(0, length), utf8);
            return SecretText.FromUtf8(utf8.AsSpan(0, bytes), "the answer");
        }
        finally
        {
            context.Error.WriteLine();
            CryptographicOperations.ZeroMemory(utf8);
            Array.Clear(typed);
        }
    }

    private static int Collect(char[] typed)
    {
        var length = 0;
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return length;
            if (IsControl(key, ConsoleKey.D))
                return length;
            if (IsControl(key, ConsoleKey.U))
                length = 0;
            else if (key.Key == ConsoleKey.Backspace)
                length = Math.Max(0, length - 1);
            else if (length == MaxCharacters)
                throw new UserErrorException(ExitCode.Usage, $"the answer is longer than {MaxCharacters} characters", "give it in a file; see --help");
            else if (!char.IsControl(key.KeyChar))
                typed[length++] = key.KeyChar;
        }
    }

    // As a terminal's own line editing has it: Ctrl-D ends the answer, Ctrl-U begins it anew.
    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Modifiers == ConsoleModifiers.Control && key.Key == letter;
}
