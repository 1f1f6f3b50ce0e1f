using System.Text.Json.Nodes;

namespace SpareKey.SecurityModel.Tests.Keysets;

public sealed class KeyRingTests
{
    [Fact]
    public void The_whole_graph_of_the_synthetic_account_opens()
    {
        using var ring = SyntheticAccount.Ring();
        var expected = SyntheticAccount.Json.Node("keysetsExpected");
        Assert.Equal(
            expected.Node("openable").AsArray().Select(node => node!.Str("uuid")).Order(StringComparer.Ordinal),
            ring.Opened.Select(opened => opened.Keyset.Uuid).Order(StringComparer.Ordinal));
        foreach (var node in expected.Node("openable").AsArray())
        {
            Assert.True(ring.TryGet(node!.Str("uuid"), out var opened));
            Assert.Equal(node!.Hex("symKey_hex"), opened.SymmetricKey.Bytes.ToArray());
            using var publicKey = opened.PrivateKey.ToPublic();
            Assert.Equal(node!.Str("rsa_n"), publicKey.ToJwk().Str("n"));
            Assert.Equal(node!["hasSigningKey"]?.GetValue<bool>() ?? false, opened.SigningKey == SigningKeyState.Usable);
        }
        Assert.Equal(SyntheticAccount.MasterKeyset, ring.Master.Keyset.Uuid);
    }

    [Fact]
    public void What_does_not_open_is_reported_with_its_reason()
    {
        using var ring = SyntheticAccount.Ring();
        Assert.Equal(
            [("6wvruejcmnn6qzsnhfryum5bgq", SkippedKeysetReason.Superseded), ("qdrhaeyjss7qrxtf7yzvuqreee", SkippedKeysetReason.NoParent)],
            ring.Skipped.Select(skipped => (skipped.Uuid, skipped.Reason)).OrderBy(skipped => skipped.Uuid, StringComparer.Ordinal));
        Assert.Equal(
            SyntheticAccount.Json.Node("keysetsExpected").Node("notOpenable").AsArray().Select(node => node!.Str("uuid")).Order(StringComparer.Ordinal),
            ring.Skipped.Select(skipped => skipped.Uuid).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_order_of_the_list_and_duplicates_do_not_matter()
    {
        var keysets = SyntheticAccount.Keysets;
        using var key = SyntheticAccount.UnlockKey();
        foreach (var list in (Keyset[][])[[.. keysets.Reverse()], [.. keysets, .. keysets], [.. keysets.OrderBy(keyset => keyset.Uuid, StringComparer.Ordinal)]])
        {
            using var ring = KeyRing.Open(list, key);
            Assert.Equal(4, ring.Opened.Count);
            Assert.Equal(2, ring.Skipped.Count);
        }
    }

    [Fact]
    public void The_service_wrapper_and_a_single_keyset_are_read_too()
    {
        var array = SyntheticAccount.Json.Node("keysets");
        Assert.Equal(6, Keyset.ParseList(new JsonObject { ["version"] = 5, ["keysets"] = array.DeepClone() }.Utf8()).Count);
        Assert.Equal("qdrhaeyjss7qrxtf7yzvuqreee", Assert.Single(Keyset.ParseList(array[0]!.Utf8())).Uuid);
    }

    [Theory]
    [InlineData("test.person@example.com", "wrong", "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F")]
    [InlineData("test.person@example.com", "Ångström fish 1⁄2", "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2G")]
    [InlineData("test.person@example.org", "Ångström fish 1⁄2", "A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F")]
    public void Each_wrong_secret_fails_in_the_same_words(string email, string password, string secretKey)
    {
        using var key = SecretKey.Parse(secretKey);
        using var credentials = new Credentials(EmailAddress.Parse(email), password, key);
        var error = Assert.Throws<UnlockFailedException>(() => KeyRing.Open(SyntheticAccount.Keysets, credentials));
        Assert.Equal("the account password, the Secret Key or the e-mail address is wrong, or the data is not this account's", error.Message);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void A_circle_of_keysets_is_reported_and_ends()
    {
        var keysets = SyntheticAccount.Json.Node("keysets").DeepClone().AsArray();
        keysets[1]!["encryptedBy"] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
        var circle = keysets[1]!.DeepClone();
        circle["uuid"] = "aaaaaaaaaaaaaaaaaaaaaaaaaa";
        circle["encryptedBy"] = keysets[1]!.Str("uuid");
        keysets.Add(circle);
        using var key = SyntheticAccount.UnlockKey();
        using var ring = KeyRing.Open(Keyset.ParseList(keysets.Utf8()), key);
        Assert.Equal(3, ring.Opened.Count);
        Assert.Equal(3, ring.Skipped.Count(skipped => skipped.Reason == SkippedKeysetReason.NoParent));
    }

    [Fact]
    public void A_chain_deeper_than_fifty_is_cut_off_and_reported()
    {
        using var unlock = SyntheticAccount.UnlockKey();
        var chain = Chain(unlock, 53);
        using var ring = KeyRing.Open(chain, unlock);
        Assert.Equal(51, ring.Opened.Count);
        Assert.Equal(50, ring.Opened[^1].Depth);
        Assert.Equal([SkippedKeysetReason.TooDeep, SkippedKeysetReason.NoParent], ring.Skipped.Select(skipped => skipped.Reason));
    }

    [Fact]
    public void A_damaged_or_unknown_child_leaves_the_others_open()
    {
        var keysets = SyntheticAccount.Json.Node("keysets").DeepClone().AsArray();
        keysets[1]!.Node("encPriKey")["enc"] = "A128GCM";
        using var key = SyntheticAccount.UnlockKey();
        using var ring = KeyRing.Open(Keyset.ParseList(keysets.Utf8()), key);
        Assert.Equal(3, ring.Opened.Count);
        var skipped = ring.Skipped.Single(entry => entry.Reason == SkippedKeysetReason.Damaged);
        Assert.Equal("keyset 7xjudh4bv6wxgqzpmaxrd7vmua, encPriKey: encryption \"A128GCM\"; known are A256GCM, RSA-OAEP and RSA-OAEP-256", skipped.Explanation);
    }

    [Fact]
    public void A_keyset_in_the_newer_format_is_reported_not_guessed_at()
    {
        var keysets = SyntheticAccount.Json.Node("keysets").DeepClone().AsArray();
        keysets.Add((JsonNode)new JsonObject { ["uuid"] = "bbbbbbbbbbbbbbbbbbbbbbbbbb", ["sn"] = 1, ["spec"] = 2, ["encryptedBy"] = SyntheticAccount.MasterKeyset, ["encKeyData"] = new JsonObject() });
        using var key = SyntheticAccount.UnlockKey();
        using var ring = KeyRing.Open(Keyset.ParseList(keysets.Utf8()), key);
        Assert.Contains(ring.Skipped, skipped => skipped.Reason == SkippedKeysetReason.Damaged && skipped.Explanation.Contains("encKeyData", StringComparison.Ordinal));
    }

    [Fact]
    public void A_keyset_whose_content_answers_to_another_name_is_not_accepted()
    {
        var keysets = SyntheticAccount.Json.Node("keysets").DeepClone().AsArray();
        keysets[1]!["uuid"] = "cccccccccccccccccccccccccc";
        using var key = SyntheticAccount.UnlockKey();
        using var ring = KeyRing.Open(Keyset.ParseList(keysets.Utf8()), key);
        Assert.Contains(ring.Skipped, skipped => skipped is { Uuid: "cccccccccccccccccccccccccc", Reason: SkippedKeysetReason.Damaged });
    }

    [Fact]
    public void Without_a_master_keyset_the_error_says_so()
    {
        var error = Assert.Throws<MalformedDataException>(() => KeyRing.FindMaster(SyntheticAccount.Keysets.Where(keyset => !keyset.IsMaster)));
        Assert.Contains("none is encrypted by the account unlock key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_ring_has_no_keys_left()
    {
        var ring = SyntheticAccount.Ring();
        var keyset = ring.Master;
        ring.Dispose();
        Assert.Throws<ObjectDisposedException>(() => keyset.SymmetricKey.ToJwk());
        Assert.Empty(ring.Opened);
    }

    private static List<Keyset> Chain(AccountUnlockKey unlock, int length)
    {
        var randomness = new SeededRandomness(1);
        var list = new List<Keyset>();
        var parent = unlock.Key;
        for (var i = 0; i < length; i++)
        {
            var id = Base32Id.CreateClientId(randomness);
            var key = SymmetricKey.Create(id, randomness);
            using var rsa = RsaPrivateKey.Create(id, randomness);
            using var keyJwk = key.ToJwk();
            using var rsaJwk = rsa.ToJwk();
            list.Add(Keyset.Read(new JsonObject
            {
                ["uuid"] = id,
                ["sn"] = 1,
                ["encryptedBy"] = parent.KeyId,
                ["encSymKey"] = parent.Seal(keyJwk.DangerousBytes, randomness).ToJson(),
                ["encPriKey"] = key.Seal(rsaJwk.DangerousBytes, randomness).ToJson(),
            }));
            parent = key;
        }
        return list;
    }
}
