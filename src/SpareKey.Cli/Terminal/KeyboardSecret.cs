using System.Security.Cryptography;
using System.Text;
using SpareKey.Core.Errors;
using SpareKey.Core.Secrets;

namespace SpareKey.Cli.Terminal;

/// <summary>Asks for a secret on the terminal without showing it.</summary>
internal static class KeyboardSecret
{
    private const int MaxCharacters = 1024;

    public static SecretText Ask(TextWriter error, string prompt)
    {
        error.Write($"{prompt}: ");
        var typed = GC.AllocateUninitializedArray<char>(MaxCharacters, pinned: true);
        var utf8 = GC.AllocateUninitializedArray<byte>(MaxCharacters * 4, pinned: true);
        try
        {
            var length = Collect(typed);
            var bytes = Encoding.UTF8.GetBytes(typed.AsSpan(0, length), utf8);
            return SecretText.FromUtf8(utf8.AsSpan(0, bytes), "the answer");
        }
        finally
        {
            error.WriteLine();
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
            if (key.Key == ConsoleKey.Backspace)
                length = Math.Max(0, length - 1);
            else if (length == MaxCharacters)
                throw new UserErrorException(ExitCode.Usage, $"the answer is longer than {MaxCharacters} characters", "give it with --password-file");
            else if (!char.IsControl(key.KeyChar))
                typed[length++] = key.KeyChar;
        }
    }
}
