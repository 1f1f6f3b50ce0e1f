namespace SpareKey.Archive;

/// <summary>What a header says about one recipient; both digests are lower-case hexadecimal.</summary>
/// <param name="Thumbprint">SHA-256 of the certificate's DER.</param>
/// <param name="IssuerAndSerial">SHA-256 of the DER IssuerAndSerialNumber by which every message of the snapshot names the recipient.</param>
public sealed record SnapshotRecipient(string Thumbprint, string IssuerAndSerial);
