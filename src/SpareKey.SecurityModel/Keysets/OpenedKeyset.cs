namespace SpareKey.SecurityModel;

/// <summary>What became of a keyset's signing key pair (ES256), which accounts get lazily and which nothing here depends on.</summary>
public enum SigningKeyState
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>It opens and is a P-256 key.</summary>
    Usable,

    /// <summary>It is there and does not open or is something else; tolerated, as by the service's own clients.</summary>
    Unusable,
}

/// <summary>A keyset whose keys are open. Wiped with its <see cref="KeyRing"/>.</summary>
public sealed class OpenedKeyset : IDisposable
{
    internal OpenedKeyset(Keyset keyset, SymmetricKey symmetricKey, RsaPrivateKey privateKey, SigningKeyState signingKey, int depth)
    {
        Keyset = keyset;
        SymmetricKey = symmetricKey;
        PrivateKey = privateKey;
        SigningKey = signingKey;
        Depth = depth;
    }

    /// <summary>The keyset as the service keeps it.</summary>
    public Keyset Keyset { get; }

    /// <summary>The symmetric key (it may wrap child keysets).</summary>
    public SymmetricKey SymmetricKey { get; }

    /// <summary>The private key (it opens vault keys and child keysets).</summary>
    public RsaPrivateKey PrivateKey { get; }

    /// <summary>What became of the signing key.</summary>
    public SigningKeyState SigningKey { get; }

    /// <summary>Steps from the master keyset, which is 0.</summary>
    public int Depth { get; }

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        SymmetricKey.Dispose();
        PrivateKey.Dispose();
    }
}
