using System.Security.Cryptography;
using SpareKey.Archive.Envelope;

namespace SpareKey.Archive;

internal static class IndexReader
{
    /// <summary>From the message to an index that agrees with the header and with itself; the message is overwritten.</summary>
    public static SnapshotIndex Open(byte[] message, SnapshotHeader header, RecoveryKey key)
    {
        var parsed = EnvelopeMessage.Parse(message, SnapshotPart.Index, SnapshotLimits.MaxIndex);
        parsed.CheckRecipients(header.Recipients, SnapshotPart.Index);
        var plaintext = EnvelopeOpener.OpenInPlace(message, parsed, key, SnapshotPart.Index);
        try
        {
            var index = SnapshotIndexSealing.Read(plaintext);
            SnapshotIndexRules.CheckAgainstHeader(index, header);
            SnapshotIndexRules.CheckItself(index);
            return index;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext.Span);
        }
    }

    public static void RequireRecipient(SnapshotHeader header, RecoveryKey key)
    {
        if (!key.Opens(header))
            throw new NoMatchingKeyException(key.Thumbprint, [.. header.Recipients.Select(recipient => recipient.Thumbprint)]);
    }
}
