using SpareKey.Archive;

namespace SpareKey.Core.Snapshots;

/// <summary>
/// Opens a snapshot whose header carries the signature of the signer it names. Nothing of a header that nobody signed is
/// shown or believed; whether that signer is the right one is for <c>verify</c> and the one who knows its thumbprint.
/// </summary>
internal static class SignedSnapshot
{
    /// <exception cref="SnapshotDamagedException">Container, header or signature are damaged.</exception>
    /// <exception cref="SnapshotVersionException">A newer format.</exception>
    public static SnapshotReader Open(Stream stream, int workers = 1)
    {
        var reader = SnapshotReader.Open(stream, workers);
        var signature = reader.CheckSignature();
        if (signature.IsValid)
            return reader;
        reader.Dispose();
        throw new SnapshotDamagedException(SnapshotPart.Signature, signature.Problem ?? "does not belong to snapshot.json");
    }
}
