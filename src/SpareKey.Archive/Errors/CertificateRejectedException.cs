namespace SpareKey.Archive;

/// <summary>A file offered as a recipient's certificate cannot be one.</summary>
public sealed class CertificateRejectedException : Exception
{
    /// <summary>Says why.</summary>
    public CertificateRejectedException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
