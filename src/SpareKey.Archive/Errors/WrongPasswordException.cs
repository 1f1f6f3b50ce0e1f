namespace SpareKey.Archive;

/// <summary>The password does not open the recovery file.</summary>
public sealed class WrongPasswordException : Exception
{
    /// <summary>Creates the error; nothing about the password is kept.</summary>
    public WrongPasswordException(Exception? inner = null) : base("the password does not open this recovery file", inner)
    {
    }
}
