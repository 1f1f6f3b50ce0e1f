using System.Security.Cryptography;

namespace SpareKey.SecurityModel;

/// <summary>
/// Where fresh keys, salts, nonces and identifiers come from. A parameter, so that account life is a function of its inputs.
/// Use <see cref="SystemRandomness"/> for everything real: predictable randomness here is a total break.
/// (The padding of RSA-OAEP takes its randomness from the platform's provider and cannot be handed in.)
/// </summary>
public interface IRandomness
{
    /// <summary>Fills <paramref name="target"/> with independent uniform bytes.</summary>
    void Fill(Span<byte> target);

    /// <summary>Makes a new 2048-bit RSA key pair with public exponent 65537. The caller disposes it.</summary>
    RSA CreateRsa();
}

/// <summary>The operating system's cryptographic randomness.</summary>
public sealed class SystemRandomness : IRandomness
{
    /// <summary>The one instance; it has no state.</summary>
    public static SystemRandomness Instance { get; } = new();

    private SystemRandomness()
    {
    }

    /// <inheritdoc/>
    public void Fill(Span<byte> target) => RandomNumberGenerator.Fill(target);

    /// <inheritdoc/>
    public RSA CreateRsa() => RSA.Create(2048);
}
