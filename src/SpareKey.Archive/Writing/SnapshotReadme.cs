using System.Text;

namespace SpareKey.Archive;

/// <summary>The explanation inside every snapshot. It names no secret: id, label, time and recipients are in the public header anyway.</summary>
internal static class SnapshotReadme
{
    public static byte[] Create(SnapshotSettings settings)
    {
        var file = new SnapshotFileName(settings.Label, settings.CreatedUtc).ToString();
        return Encoding.ASCII.GetBytes($$"""
            This is a SpareKey snapshot, format version 1.

            file:    {{file}}
            id:      {{settings.SnapshotId}}
            made:    {{UtcSecond.Format(settings.CreatedUtc)}}

            It is a plain ZIP file. snapshot.json says what is in it; segments/*.cms and index.cms are
            encrypted. You need no SpareKey to open it: unzip, OpenSSL 3.0 or newer, tar, and the private
            key (PFX file and its password) of one of these certificates, named by their SHA-256:

            {{string.Join("\n", settings.Recipients.Select(recipient => "    " + recipient.Thumbprint))}}

            1. Is the file whole? Beside it lies its digest:

                sha256sum -c {{file}}.sha256

            2. Unpack it, and take the private key out of the PFX file (asks for the password). Do this on a
               machine you trust, in a folder that only you can read: key.pem and everything below is secret.

                umask 077
                unzip {{file}} -d snap
                openssl pkcs12 -in recovery.pfx -nocerts -noenc -out key.pem

            3. Decrypt all segments in order and unpack them:

                mkdir out
                for s in snap/segments/*.cms; do openssl cms -decrypt -inform DER -in "$s" -inkey key.pem -out part || exit 1; cat part; done | tar xzf - -C out

               Through the file "part", because openssl writes plaintext before it has checked that nobody
               changed it: only its exit status 0 says so, and only then may the plaintext go on. An error
               message means that the segment is damaged or the key is another one.

            4. The index lists every file with its SHA-256:

                openssl cms -decrypt -inform DER -in snap/index.cms -inkey key.pem -out part && gunzip < part > index.json

            5. Who signed it? This shows whether snapshot.json is what the certificate inside snapshot.p7s
               signed; compare that certificate with the one you know. "-purpose any -noverify" because it is
               self-signed and no authority vouches for it.

                openssl cms -verify -inform DER -in snap/snapshot.p7s -binary -content snap/snapshot.json -noverify -certsout signer.pem -out header.json

            6. Clean up: remove key.pem, part, index.json and out as soon as you can.

            """.ReplaceLineEndings("\n"));
    }
}
