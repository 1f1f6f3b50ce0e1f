namespace SpareKey.SecurityModel;

/// <summary>The three things a person signs in with. Owns its copies of the secrets and wipes them on <see cref="Dispose"/>; prints without them.</summary>
public sealed class Credentials : IDisposable
{
    /// <summary>Copies the secrets; the caller's stay the caller's to wipe.</summary>
    public Credentials(EmailAddress email, ReadOnlySpan<char> password, SecretKey secretKey)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(secretKey);
        Email = email;
        Password = new SecretText(password);
        SecretKey = secretKey.Copy();
    }

    /// <summary>The folded e-mail address.</summary>
    public EmailAddress Email { get; }

    /// <summary>The account password as it was typed.</summary>
    public SecretText Password { get; }

    /// <summary>The Secret Key.</summary>
    public SecretKey SecretKey { get; }

    /// <summary>The same password and Secret Key under another e-mail address.</summary>
    public Credentials With(EmailAddress email) => new(email, Password.DangerousText, SecretKey);

    /// <summary>The same e-mail address and Secret Key with another password.</summary>
    public Credentials With(ReadOnlySpan<char> password) => new(Email, password, SecretKey);

    /// <summary>The same e-mail address and password with another Secret Key.</summary>
    public Credentials With(SecretKey secretKey) => new(Email, Password.DangerousText, secretKey);

    /// <summary>Wipes password and Secret Key.</summary>
    public void Dispose()
    {
        Password.Dispose();
        SecretKey.Dispose();
    }

    /// <summary>E-mail address and masked Secret Key.</summary>
    public override string ToString() => $"{Email} {SecretKey}";
}
