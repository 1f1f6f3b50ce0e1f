using System.Text.Json.Nodes;

namespace SpareKey.OpSimulator.Tests;

public sealed class ItemShapeTests : IDisposable
{
    private readonly OpBench _bench = new();

    [Theory]
    [InlineData("item/api-credential.json")]
    [InlineData("item/credit-card.json")]
    [InlineData("item/custom-crypto-wallet.INFERRED.json")]
    [InlineData("item/database.json")]
    [InlineData("item/database.missing-fields.json")]
    [InlineData("item/document.archived.json")]
    [InlineData("item/document.json")]
    [InlineData("item/edit-output.password-history.json")]
    [InlineData("item/identity.json")]
    [InlineData("item/login.archived.json")]
    [InlineData("item/login.custom-fields.json")]
    [InlineData("item/login.duplicate-section-and-field-ids.json")]
    [InlineData("item/login.favorite-urls-sections.json")]
    [InlineData("item/login.local-time-timestamps.json")]
    [InlineData("item/login.passkey.INFERRED.json")]
    [InlineData("item/login.reference-field.json")]
    [InlineData("item/login.sso.INFERRED.json")]
    [InlineData("item/login.with-attachments.INFERRED.json")]
    [InlineData("item/password.json")]
    [InlineData("item/secure-note.json")]
    [InlineData("item/server.json")]
    [InlineData("item/ssh-key.2022.json")]
    [InlineData("item-nonconformant/login-duplicate-field.json")]
    [InlineData("item-nonconformant/login-duplicate-section.json")]
    [InlineData("item-nonconformant/login-field-missing-id.json")]
    [InlineData("item-nonconformant/login-item-fields-empty-string-ids.json")]
    [InlineData("item-nonconformant/server-section-missing-id.json")]
    public void An_item_comes_out_with_the_recorded_keys_in_the_recorded_order(string recording)
    {
        var item = (JsonObject)Recording.Model(recording);
        _bench.Put(OpBench.VaultA, item);
        var result = _bench.RunJson("item", "get", (string)item["id"]!, "--vault", OpBench.VaultA);
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(result.Bytes));
        Assert.EndsWith("}\n", result.Out, StringComparison.Ordinal);
        Assert.StartsWith("{\n  \"id\": ", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("item/batch-get.concatenated.SYNTH.txt")]
    public void A_batch_is_objects_one_after_another_without_array_or_comma()
    {
        var ids = new JsonArray();
        for (var i = 0; i < 3; i++)
        {
            var item = (JsonObject)Recording.Model($"item/batch-get.{i}.json");
            _bench.Put(OpBench.VaultA, item);
            ids.Add((JsonNode)new JsonObject { ["id"] = (string)item["id"]!, ["vault"] = new JsonObject { ["id"] = OpBench.VaultA } });
        }
        var result = _bench.RunWith(ids.ToJsonString(), "item", "get", "-", "--format", "json").Ok();
        Assert.Equal(Recording.Shape("item/batch-get.concatenated.SYNTH.txt"), JsonShape.Of(result.Bytes));
        Assert.Equal(2, result.Out.Split("\n}\n{\n").Length - 1);
    }

    [Theory]
    [InlineData("item/field.otp.otpauth-uri.json", "otpauth://totp/newuser%40website?secret=JBSWY3DPEHPK3PXP", false)]
    [InlineData("item/field.otp.single-field.json", "JBSWY3DPEHPK3PXP", true)]
    public void One_selected_field_is_a_bare_object(string recording, string value, bool inSection)
    {
        var id = _bench.Item(OpBench.VaultA, 1, "With OTP", change: item =>
        {
            var field = new JsonObject { ["id"] = "TOTP_x", ["type"] = "OTP", ["label"] = "one-time password", ["value"] = value };
            if (inSection) field["section"] = new JsonObject { ["id"] = "add more" };
            ((JsonArray)item["fields"]!).Add((JsonNode)field);
        });
        var result = _bench.RunJson("item", "get", id, "--vault", OpBench.VaultA, "--fields", "type=otp");
        Assert.Equal(Recording.Shape(recording), JsonShape.Of(result.Bytes));
        Assert.Matches("^[0-9]{6}$", (string)result.Json["totp"]!);
    }

    [Fact]
    public void Several_selected_fields_are_an_array()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Login");
        Assert.Equal(2, Assert.IsType<JsonArray>(_bench.RunJson("item", "get", id, "--vault", OpBench.VaultA, "--fields", "label=username,label=password").Json).Count);
    }

    /// <summary>The keys of `ssh_formats` as reported; the recording itself is not ours to keep.</summary>
    [Fact]
    [Covers("item/ssh-key.ssh-formats.SHAPE.json")]
    public void A_newer_ssh_key_carries_its_openssh_form_and_an_older_version_does_not_print_it()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "ssh key", "SSH_KEY", item => item["fields"] = new JsonArray(
            new JsonObject { ["id"] = "private_key", ["type"] = "SSHKEY", ["label"] = "private key", ["value"] = "pem", ["$openssh"] = "openssh\r\n" }));
        var field = _bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json["fields"]![0]!.AsObject();
        Assert.Equal(["id", "type", "label", "value", "reference", "ssh_formats"], field.Select(p => p.Key));
        Assert.Equal("""{"reference":"op://Test Data/ssh key/private key?ssh-format=openssh","value":"openssh\r\n"}""", field["ssh_formats"]!["openssh"]!.ToJsonString());
        _bench.Variables["SIMULATED_OP_VERSION"] = "2.4.0";
        Assert.False(_bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json["fields"]![0]!.AsObject().ContainsKey("ssh_formats"));
    }

    [Theory]
    [InlineData("phone (local)", "phoneLocal", null, null, "op://Test Data/Plain title/phoneLocal")]
    [InlineData("AOL/AIM", "aim", "internet", "Internet Details", "op://Test Data/Plain title/Internet Details/aim")]
    [InlineData("one-time password", "TOTP_x", "add more", null, "op://Test Data/Plain title/add more/one-time password")]
    [InlineData(null, "399BE6", "s1", "Security Code", "op://Test Data/Plain title/Security Code/399BE6")]
    [InlineData("größe", "f1", "s1", "Täg", "op://Test Data/Plain title/s1/f1")]
    public void References_use_names_where_a_reference_can_hold_them_and_ids_elsewhere(string? label, string fieldId, string? sectionId, string? sectionLabel, string reference)
    {
        var field = new JsonObject { ["id"] = fieldId, ["type"] = "STRING", ["value"] = "x" };
        if (label is not null) field["label"] = label;
        if (sectionId is not null)
        {
            field["section"] = new JsonObject { ["id"] = sectionId };
            if (sectionLabel is not null) field["section"]!["label"] = sectionLabel;
        }
        var id = _bench.Item(OpBench.VaultA, 1, "Plain title", change: item => item["fields"] = new JsonArray(field));
        Assert.Equal(reference, (string)_bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json["fields"]![0]!["reference"]!);
    }

    [Fact]
    public void A_title_that_a_reference_cannot_hold_is_replaced_by_the_id()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "a/b \"c\" 🔐");
        Assert.Equal($"op://Test Data/{id}/username", (string)_bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Json["fields"]![0]!["reference"]!);
    }

    [Fact]
    public void Text_is_escaped_as_go_escapes_it()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "<b>&\"\\\u2028\u0001 größe 🔐\n");
        var line = _bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Out.Split('\n')[2];
        Assert.Equal("""  "title": "\u003cb\u003e\u0026\"\\\u2028\u0001 größe 🔐\n",""", line);
    }

    [Fact]
    public void Hidden_keys_of_the_model_are_never_printed()
    {
        var id = _bench.Item(OpBench.VaultA, 1, "Passkey", change: item => item["$passkey"] = new JsonObject { ["rp"] = "example.com" });
        Assert.DoesNotContain("$", _bench.RunJson("item", "get", id, "--vault", OpBench.VaultA).Out, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
