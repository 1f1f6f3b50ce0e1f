namespace SpareKey.Archive;

/// <summary>The recovery file is not a usable PFX (PKCS #12) file; a wrong password is <see cref="WrongPasswordException"/>.</summary>
public sealed class RecoveryFileException : Exception
{
    /// <summary>Says what is wrong with the file.</summary>
    public RecoveryFileException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
