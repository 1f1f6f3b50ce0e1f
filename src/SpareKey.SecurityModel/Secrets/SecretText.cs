using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>Secret text (an account password as it was typed) that is wiped on <see cref="Dispose"/> and prints as <c>***</c>. At most 65,536 UTF-16 units.</summary>
public sealed class SecretText : IDisposable
{
    private char[]? _chars;

    /// <summary>Copies <paramref name="text"/>; the source stays the caller's to wipe.</summary>
    /// <exception cref="MalformedDataException">The text is longer than 65,536 UTF-16 units.</exception>
    public SecretText(ReadOnlySpan<char> text)
    {
        if (text.Length > Limits.PasswordChars)
            throw new MalformedDataException($"password: more than {Limits.PasswordChars} characters");
        _chars = GC.AllocateArray<char>(text.Length, pinned: true);
        text.CopyTo(_chars);
    }

    /// <summary>The text itself. Named so that each use is looked at.</summary>
    public ReadOnlySpan<char> DangerousText
    {
        get
        {
            ObjectDisposedException.ThrowIf(_chars is null, this);
            return _chars;
        }
    }

    /// <summary>Overwrites the text with zeros. May be called more than once.</summary>
    public void Dispose()
    {
        if (_chars is null)
            return;
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_chars.AsSpan()));
        _chars = null;
    }

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
