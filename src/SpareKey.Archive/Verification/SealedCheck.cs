using SpareKey.Archive.Envelope;

namespace SpareKey.Archive;

internal static class SealedCheck
{
    /// <summary>What can be known of a message without a key: its structure, algorithms, lengths, and for whom it is sealed.</summary>
    public static void CheckMessage(ReadOnlyMemory<byte> message, string part, int maxCiphertext, SnapshotHeader? header)
    {
        var parsed = EnvelopeMessage.Parse(message, part, maxCiphertext);
        if (header is not null)
            parsed.CheckRecipients(header.Recipients, part);
    }
}
