namespace SpareKey.SecurityModel.Tests;

/// <summary>Hands out the given bytes, in order, and nothing beyond them.</summary>
internal sealed class FixedBytes(params byte[] bytes) : IRandomness
{
    private int _at;

    public void Fill(Span<byte> target)
    {
        bytes.AsSpan(_at, target.Length).CopyTo(target);
        _at += target.Length;
    }

    public System.Security.Cryptography.RSA CreateRsa() => throw new NotSupportedException();
}
