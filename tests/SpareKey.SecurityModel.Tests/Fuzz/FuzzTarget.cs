using System.Text;
using System.Text.Json.Nodes;
using SpareKey.SecurityModel.Exports;
using SpareKey.SecurityModel.Srp;

namespace SpareKey.SecurityModel.Tests.Fuzz;

/// <summary>One parser given arbitrary bytes. Seeds are the committed corpus (Corpus/NAME); see <see cref="CorpusTests"/> for how it is made.</summary>
internal sealed record FuzzTarget(string Name, int Rounds, Action<byte[]> Parse, Func<IEnumerable<byte[]>> Seeds)
{
    private static readonly OpVaultMaker OpVault = new();
    private static readonly Lazy<KeyRing> Ring = new(() => SyntheticAccount.Ring());
    private static readonly Lazy<OpenedVault> Personal = new(() => SyntheticAccount.Open(SyntheticAccount.PersonalVault));
    private static readonly Lazy<OpVaultKeys> OpKeys = new(() =>
        SecurityModel.Exports.OpVaultKeys.Open(OpVaultScript.Read(OpVault.Make().Files["x.opvault/default/profile.js"], new Place("seed")), OpVaultMaker.Password, new Place("seed")));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("secret-key", 3_000, bytes => ReadSecretKey(Text(bytes)), () => [Utf8("A3-G9KCAB-HN7XYM-KNWJ2-DGCLN-G3G4G-5SS2F"), Utf8("Secret Key: a2 g9kcab hn7xy knwj2 dgcln g3g4g 5ss2f")]),
        new("email", 1_000, bytes => EmailAddress.Parse(Text(bytes)), () => [Utf8(" Test.Person@Example.COM "), Utf8("\u0130@x")]),
        new("envelope", 2_000, ReadEnvelope, () => [Sealed(), SyntheticAccount.Json.Node("keysets")[5]!.Node("encSymKey").Utf8()]),
        new("jwk", 1_500, ReadJwk, () => [Vectors.Own("rsa-short-members.json").Node("keys")[0]!.Node("jwk").Utf8(), Vectors.Own("service-account-token.json").Node("samples")[0]!.Node("json").Node("muk").Utf8()]),
        new("keysets", 250, ReadKeysets, () => [SyntheticAccount.Json.Node("keysets").Utf8()]),
        new("vaults", 250, ReadVaults, () => [SyntheticAccount.Json.Node("vaults").Utf8()]),
        new("items", 1_500, ReadItems, () => [SyntheticAccount.Json.Node("items").Utf8()]),
        new("item-plaintext", 2_500, ReadPlaintext, () => [SyntheticAccount.Json.Node("itemsExpected")[0]!.Utf8(), SyntheticAccount.Json.Node("itemsExpected")[2]!.Utf8()]),
        new("token", 1_500, bytes => ServiceAccountToken.Parse(Text(bytes)).Dispose(), () => [Utf8(Vectors.Own("service-account-token.json").Node("samples")[0]!.Str("token_compact_encoding"))]),
        new("token-json", 1_500, bytes => ServiceAccountToken.Parse("ops_" + Base64UrlText.Encode(bytes)).Dispose(), () => [Vectors.Own("service-account-token.json").Node("samples")[0]!.Node("json").Utf8()]),
        new("account", 400, bytes => AccountState.Parse(bytes), () => [Account()]),
        new("srp-number", 1_000, bytes => SrpVerifier.Parse(Text(bytes)), () => [Utf8(SyntheticAccount.Json.Node("userAuthUpload").Str("v"))]),
        new("opvault-profile", 60, bytes => OpVaultArchive.Open(OpVault.Make().With("x.opvault/default/profile.js", bytes), OpVaultMaker.Password).Dispose(), () => [OpVault.Make().Files["x.opvault/default/profile.js"]]),
        new("opvault-band", 1_500, ReadBand, () => [OpVault.Make().Files["x.opvault/default/band_0.js"]]),
        new("opvault-item", 1_500, ReadOpVaultItem, () => [OpVault.Item().Utf8()]),
        new("opvault-opdata", 2_000, bytes => OpKeys.Value.Overview.OpenOpData(bytes, new Place("fuzz")).Dispose(), () => [Convert.FromBase64String(OpVault.Item().Str("o"))]),
        new("opvault-attachment", 1_000, ReadAttachment, () => [OpVault.Make().Files[OpVaultMaker.AttachmentName]]),
        new("1pux", 600, bytes => ReadExport(OnePuxArchive.Open(new MemoryStream(bytes))), () => [OnePuxMaker.Make(OnePuxMaker.Login, OnePuxMaker.Document)]),
        new("1pux-attributes", 300, bytes => ReadExport(OnePuxArchive.Open(new MemoryStream(OnePuxMaker.Zip(("export.attributes", bytes), ("export.data", Utf8("{}")))))), () => [Utf8(OnePuxMaker.Attributes)]),
        new("1pux-data", 2_000, ReadOnePuxData, () => [OnePuxMaker.Data(OnePuxMaker.Login, OnePuxMaker.Document).Utf8()]),
    ];

    public override string ToString() => Name;

    private static void ReadSecretKey(string text)
    {
        using var key = SecretKey.Parse(text);
        using var again = SecretKey.Parse(key.Reveal());
        if (!string.Equals(key.RevealCompact(), again.RevealCompact(), StringComparison.Ordinal))
            throw new InvalidOperationException("a key that does not read back");
    }

    private static void ReadEnvelope(byte[] bytes)
    {
        var envelope = Envelope.Parse(bytes);
        _ = Envelope.Parse(envelope.ToJson().Utf8());
        using var opened = new SymmetricKey(envelope.KeyId, new byte[32]).Open(envelope);
    }

    private static void ReadJwk(byte[] bytes)
    {
        var failure = Try(() => SymmetricKey.FromJwk(bytes).Dispose()) ?? Try(() => RsaPublicKey.FromJwk(bytes).Dispose());
        RsaPrivateKey.FromJwk(bytes).Dispose();
        _ = failure;
    }

    private static void ReadKeysets(byte[] bytes)
    {
        using var key = SyntheticAccount.UnlockKey();
        using var ring = KeyRing.Open(Keyset.ParseList(bytes), key);
    }

    private static void ReadVaults(byte[] bytes)
    {
        foreach (var vault in Vault.ParseList(bytes))
        {
            Try(() => vault.ReadAccess());
            Try(() => OpenedVault.Open(vault, Ring.Value).Dispose());
        }
    }

    private static void ReadItems(byte[] bytes)
    {
        foreach (var item in EncryptedItem.ParseList(bytes))
        {
            _ = (item.Category.Name, item.State, item.Version, item.FavoriteIndex, item.CreatedAt, item.UpdatedAt, item.EncryptedBy);
            Try(() => Walk(Personal.Value.OpenItem(item)));
        }
    }

    private static void ReadPlaintext(byte[] bytes)
    {
        var json = JsonText.ParseObject(bytes, new Place("fuzz"));
        var part = (string name) => json[name] as JsonObject ?? json;
        Walk(new Item("x", ItemCategory.Login, ItemState.Active, new ItemOverview(part("overview")), new ItemDetails(part("details"))));
    }

    private static void Walk(Item item)
    {
        _ = (item.Overview.Title, item.Overview.Subtitle, item.Overview.Url, item.Overview.Urls, item.Overview.Tags, item.Overview.PasswordStrength);
        _ = (item.Details.Notes, item.Details.Password, item.Details.PasswordHistory, item.Details.Designated("password"));
        foreach (var field in item.Details.Fields)
            _ = (field.Name, field.Value, field.Type, field.Designation, field.IsConcealed);
        foreach (var field in item.Details.Sections.SelectMany(section => section.Fields))
            _ = (field.Kind, field.Name, field.Label, field.Text, field.Value, field.IsOneTimePassword);
        Try(() => Open(item.Details.ReadDocument()));
        _ = JsonText.Write(item.Details.ToJson());
    }

    private static void Open(DocumentAttributes? document)
    {
        if (document is null)
            return;
        _ = SafeFileName.From(document.FileName);
        DocumentCipher.Open(document, new byte[document.EncryptedSize is > 16 and < 5_000 ? (int)document.EncryptedSize : 17]).Dispose();
    }

    private static void ReadBand(byte[] bytes)
    {
        foreach (var (uuid, node) in OpVaultScript.Read(bytes, new Place("fuzz")))
        {
            if (node is JsonObject json)
                Try(() => OpVaultItem.Open(uuid, json, OpKeys.Value, new Place("item", uuid)).Keys.Dispose());
        }
    }

    // With the MAC put right, so that what lies behind it is reached.
    private static void ReadOpVaultItem(byte[] bytes)
    {
        var json = JsonText.ParseObject(bytes, new Place("fuzz"));
        if (json.Any(member => member.Value is JsonObject or JsonArray))
            throw new MalformedDataException("no flat object");
        OpVault.Authenticate(json);
        var (item, keys) = OpVaultItem.Open(json.LenientText("uuid") ?? "", json, OpKeys.Value, new Place("fuzz"));
        keys.Dispose();
        Walk(item);
    }

    private static void ReadAttachment(byte[] bytes)
    {
        var files = new OpVaultFiles(OpVault.Make().With(OpVaultMaker.AttachmentName, bytes));
        var file = OpVaultAttachment.ReadHead(files, OpVaultMaker.AttachmentName, OpKeys.Value.Overview);
        _ = file.SafeName;
        using var itemKeys = OpKeys.Value.Master.OpenItemKey(Convert.FromBase64String(OpVault.Item().Str("k")), new Place("fuzz"));
        OpVaultAttachment.ReadContent(files, file, itemKeys).Dispose();
    }

    private static void ReadExport(ExportArchive export)
    {
        using (export)
        {
            foreach (var (_, item, files) in export.Items)
            {
                Walk(item);
                foreach (var file in files)
                    Try(() => export.ReadFile(file).Dispose());
            }
        }
    }

    private static void ReadOnePuxData(byte[] bytes)
    {
        var content = new OnePuxContent(["files/doc1__a.txt", "files/doc2__b.txt"]);
        content.Read(JsonText.ParseObject(bytes, new Place("fuzz")));
        foreach (var item in content.Items)
            Walk(item.Item);
    }

    private static byte[] Sealed()
    {
        using var key = new SymmetricKey("kid", new byte[32]);
        return key.Seal("content"u8, new SeededRandomness(1)).ToJson().Utf8();
    }

    private static byte[] Account()
    {
        var inputs = SyntheticAccount.Json;
        return new AccountState
        {
            AccountUuid = inputs.Node("identifiers").Str("accountUuid"),
            UserUuid = inputs.Node("identifiers").Str("userUuid"),
            Email = EmailAddress.Parse("me@example.com"),
            SecretKeyId = "G9KCAB",
            SignIn = SignInRecord.Read(inputs.Node("userAuthUpload").AsObject()),
            Keysets = [.. SyntheticAccount.Keysets.Take(1)],
            Vaults = [SyntheticAccount.Vault(SyntheticAccount.PersonalVault)],
            Items = [new StoredItem("v", SyntheticAccount.Item(1))],
        }.ToJson().Utf8();
    }

    // A documented failure of one entry is fine; the next is still read.
    private static SecurityModelException? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (SecurityModelException e)
        {
            return e;
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
