namespace SpareKey.SecurityModel;

/// <summary>
/// The base of every failure that this library reports about data or secrets handed to it.
/// Parsers given arbitrary bytes throw nothing else (misuse of the API throws <see cref="ArgumentException"/> and its kin).
/// Messages name what is wrong and where; they never contain a secret or a plaintext.
/// </summary>
public abstract class SecurityModelException : Exception
{
    private protected SecurityModelException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The data is not what the format says: the message says what and where. Structural; no key was wrong.</summary>
public sealed class MalformedDataException : SecurityModelException
{
    internal MalformedDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The data is well formed and names an algorithm, version or method that this library does not implement or refuses to use.</summary>
public sealed class UnsupportedSchemeException : SecurityModelException
{
    internal UnsupportedSchemeException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The account did not open. Deliberately opaque: a wrong password, a wrong Secret Key, a wrong e-mail address and a damaged
/// master envelope all look the same, because telling them apart would let an attacker test one secret at a time.
/// </summary>
public sealed class UnlockFailedException : SecurityModelException
{
    internal UnlockFailedException()
        : base("the account password, the Secret Key or the e-mail address is wrong, or the data is not this account's")
    {
    }
}

/// <summary>
/// An authenticated ciphertext did not open under the key that it names: damaged, altered, or sealed under another key.
/// The reason is not told apart (tag, padding, length).
/// </summary>
public sealed class DecryptionFailedException : SecurityModelException
{
    internal DecryptionFailedException(string message)
        : base(message)
    {
    }
}

/// <summary>The data names a key that this key ring or vault does not hold.</summary>
public sealed class MissingKeyException : SecurityModelException
{
    internal MissingKeyException(string message)
        : base(message)
    {
    }
}

/// <summary>The other side of a sign-in broke the protocol or did not prove that it knows the secret.</summary>
public sealed class AuthenticationFailedException : SecurityModelException
{
    internal AuthenticationFailedException(string message)
        : base(message)
    {
    }
}
