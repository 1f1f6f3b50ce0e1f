using SpareKey.SecurityModel.Tests.Accounts;
using SpareKey.SecurityModel.Tests.Derivation;
using SpareKey.SecurityModel.Tests.Exports;
using SpareKey.SecurityModel.Tests.Items;
using SpareKey.SecurityModel.Tests.Keysets;
using SpareKey.SecurityModel.Tests.SecretKeys;
using SpareKey.SecurityModel.Tests.ServiceAccounts;
using SpareKey.SecurityModel.Tests.Sessions;
using SpareKey.SecurityModel.Tests.Srp;
using SpareKey.SecurityModel.Tests.Vaults;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Every file of the vectors and every member in it: which tests read it, or why none does. A new file or member fails here until it has an answer.</summary>
public sealed class VectorCoverageTests
{
    private const string About = "text about the file";

    private static readonly Dictionary<string, Dictionary<string, string>> Answers = new(StringComparer.Ordinal)
    {
        ["synthetic-full-account.json"] = new(StringComparer.Ordinal)
        {
            ["name"] = About,
            ["source"] = About,
            ["accessNotes"] = About,
            ["inputs"] = nameof(DerivationVectorTests),
            ["normalized"] = nameof(DerivationVectorTests),
            ["derivation"] = nameof(DerivationVectorTests),
            ["userAuthUpload"] = nameof(SrpVectorTests),
            ["handshake"] = $"{nameof(SrpVectorTests)}, {nameof(SessionTests)}",
            ["identifiers"] = nameof(AccountLifeTests),
            ["keysets"] = nameof(KeyRingTests),
            ["keysetsExpected"] = nameof(KeyRingTests),
            ["vaults"] = nameof(VaultTests),
            ["vaultsExpected"] = nameof(VaultTests),
            ["items"] = nameof(ItemTests),
            ["itemsExpected"] = nameof(ItemTests),
            ["document"] = nameof(DocumentTests),
        },
        ["srp-edge-cases.json"] = Same(nameof(SrpVectorTests), "about", "rules", "g", "x_hex", "v_hex", "salt_hex", "skid", "email", "identity_b64url", "sessionId", "cases"),
        ["service-account-token.json"] = Same(nameof(ServiceAccountTokenTests), "about", "status", "rules", "realTokenShape_redacted", "samples", "invalid"),
        ["item-share.json"] = Same(nameof(DocumentTests), "status", "rule", "vector"),
        ["secret-key-obfuscation.json"] = Same(nameof(SecretKeyTests), "status", "text", "sha1_hex", "key_is", "key_ascii", "key_bytes_hex", "kid_static", "kid_device", "device_key_rule", "kid_used_by_lib1password_unofficial", "vector"),
        ["real-account-edeckers.json"] = Same($"{nameof(DerivationVectorTests)}, {nameof(RealKeysetTests)}", "name", "source", "status", "inputs", "secretKeyParts", "normalized", "steps", "wire"),
        ["detunized-real-fixtures.json"] = new(StringComparer.Ordinal)
        {
            ["source"] = About,
            ["checks"] = "an empty list",
            ["hkdf"] = nameof(DerivationVectorTests),
            ["pbkdf2_sha256"] = nameof(DerivationVectorTests),
            ["pbkdf2_sha512"] = "out of scope: the HS512 derivation, which the service's clients reject too; EnvelopeTests checks that it is refused",
            ["secretKeyHash"] = nameof(DerivationVectorTests),
            ["srpx"] = nameof(DerivationVectorTests),
            ["auk"] = nameof(DerivationVectorTests),
            ["requestMac"] = nameof(SessionTests),
            ["legacyVerifyHash"] = nameof(SrpVectorTests),
            ["dsecret"] = nameof(SessionTests),
            ["realKeysetLayer"] = nameof(RealKeysetTests),
            ["keysetGraph"] = nameof(RealKeysetTests),
            ["keysetsResponse"] = nameof(RealKeysetTests),
            ["vaults"] = nameof(RealKeysetTests),
            ["accountInfo_vaults"] = nameof(RealKeysetTests),
            ["items"] = nameof(RealKeysetTests),
        },
        ["srp.json"] = Same(nameof(SrpVectorTests), "group", "legacyV1", "verifier", "uTable", "k", "legacyV1b", "proofs4096"),
        ["session-transport.json"] = Same(nameof(SessionTests), "source", "status", "envelope", "messages", "requestMac"),
        ["opvault.json"] = Same(nameof(OpVaultTests), "agilebits-freddy"),
        ["onepux.json"] = new(StringComparer.Ordinal)
        {
            ["about"] = About,
            ["status"] = About,
            ["zip_sample"] = $"{nameof(OnePuxTests)} reads its export.attributes; out of scope: the archive itself, of which only sizes and hashes are given",
            ["category_templates"] = nameof(OnePuxTests),
            ["other_samples"] = About,
        },
    };

    [Fact]
    public void Every_file_and_member_is_read_by_a_test_or_named_out_of_scope()
    {
        Vectors.RequireSharedFolder();
        var files = Directory.GetFiles(Vectors.SharedFolder, "*.json").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Answers.Keys.Order(StringComparer.Ordinal), files);
        foreach (var file in files)
            Assert.Equal(Answers[file].Keys.Order(StringComparer.Ordinal), Vectors.Shared(file).Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_own_vectors_are_the_shared_ones_where_both_exist()
    {
        Vectors.RequireSharedFolder();
        foreach (var file in (string[])["synthetic-full-account.json", "srp-edge-cases.json", "item-share.json", "secret-key-obfuscation.json"])
            Assert.Equal(Vectors.Shared(file).ToJsonString(), Vectors.Own(file).ToJsonString());
    }

    private static Dictionary<string, string> Same(string answer, params string[] members) => members.ToDictionary(member => member, _ => answer, StringComparer.Ordinal);
}
