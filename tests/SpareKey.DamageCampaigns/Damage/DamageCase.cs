using SpareKey.Archive;

namespace SpareKey.DamageCampaigns.Damage;

/// <summary>
/// One kind of damage and what each door must name for it. Null means that this door hands out nothing of the damaged part
/// and therefore ends with 0: <c>docs/spec/archive-format.md</c> says which door looks at what.
/// </summary>
internal sealed record DamageCase(string Name, byte[] Bytes, string? Sealed, string? Opened, string? Header, string? Content, string? Extract)
{
    /// <summary>
    /// A changed byte of the header: where it still reads as a header, the signature no longer fits it; where it does not, the header
    /// itself is named. Which one it is hangs on the byte, and the bytes are other ones in every run.
    /// </summary>
    public const string HeaderOrSignature = SnapshotPart.Header + "|" + SnapshotPart.Signature;

    /// <summary>Damage of the ZIP structure: no door goes further.</summary>
    public static DamageCase Container(string name, byte[] bytes) => Everywhere(name, bytes, SnapshotPart.Container);

    public static DamageCase Everywhere(string name, byte[] bytes, string part) => new(name, bytes, part, part, part, part, part);

    /// <summary>A segment is opened by those that need what is in it.</summary>
    public static DamageCase Segment(string name, byte[] bytes, int number = 1)
    {
        var part = SnapshotPart.Segment(number);
        return new DamageCase(name, bytes, part, part, null, null, part);
    }

    public static DamageCase Index(string name, byte[] bytes) => new(name, bytes, SnapshotPart.Index, SnapshotPart.Index, null, SnapshotPart.Index, SnapshotPart.Index);

    /// <summary>What only the key shows, because the true signer lies or because a stranger signed anew.</summary>
    public static DamageCase OnlyWithKey(string name, byte[] bytes, string part) => new(name, bytes, null, part, null, part, part);
}
