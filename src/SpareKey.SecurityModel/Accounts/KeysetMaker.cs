using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel;

/// <summary>Makes keysets: id, symmetric key and RSA pair under one new id; the private key under the symmetric key, that under the parent.</summary>
internal static class KeysetMaker
{
    public static Keyset CreateMaster(AccountUnlockKey unlockKey, KeyDerivationParameters parameters, IRandomness randomness, DateTimeOffset now) =>
        Create(AccountUnlockKey.KeyId, jwk => unlockKey.Key.Seal(jwk, randomness).With(parameters), randomness, now);

    public static Keyset CreateChild(RsaPublicKey parent, IRandomness randomness, DateTimeOffset now) =>
        Create(parent.KeyId, jwk => parent.Seal(jwk, EnvelopeEncryption.RsaOaep), randomness, now);

    private delegate Envelope SealJwk(ReadOnlySpan<byte> jwk);

    private static Keyset Create(string parentId, SealJwk seal, IRandomness randomness, DateTimeOffset now)
    {
        var uuid = Base32Id.CreateClientId(randomness);
        using var symmetric = SymmetricKey.Create(uuid, randomness);
        using var rsa = RsaPrivateKey.Create(uuid, randomness);
        using var publicKey = rsa.ToPublic();
        using var symmetricJwk = symmetric.ToJwk();
        using var privateJwk = rsa.ToJwk();
        return Keyset.Read(new JsonObject
        {
            ["uuid"] = uuid,
            ["encryptedBy"] = parentId,
            ["sn"] = 1L,
            ["encSymKey"] = seal(symmetricJwk.DangerousBytes).ToJson(),
            ["encPriKey"] = symmetric.Seal(privateJwk.DangerousBytes, randomness).ToJson(),
            ["pubKey"] = publicKey.ToJwk(),
            ["createdAt"] = Timestamp.Text(now),
            ["updatedAt"] = Timestamp.Text(now),
        });
    }
}
