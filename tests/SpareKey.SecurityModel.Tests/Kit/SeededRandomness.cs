using System.Security.Cryptography;

namespace SpareKey.SecurityModel.Tests;

/// <summary>Repeatable randomness: SHA-256 of seed and counter. RSA keys are made once per process and handed out in turn, because making one is slow.</summary>
internal sealed class SeededRandomness : IRandomness
{
    private static readonly Lazy<byte[]>[] Keys = [.. Enumerable.Range(0, 6).Select(_ => new Lazy<byte[]>(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKey();
    }))];

    private readonly int _seed;
    private int _counter;
    private int _nextKey;

    public SeededRandomness(int seed) => (_seed, _nextKey) = (seed, seed);

    public void Fill(Span<byte> target)
    {
        Span<byte> input = stackalloc byte[8];
        Span<byte> block = stackalloc byte[32];
        while (!target.IsEmpty)
        {
            BitConverter.TryWriteBytes(input, _seed);
            BitConverter.TryWriteBytes(input[4..], _counter++);
            SHA256.HashData(input, block);
            var part = Math.Min(block.Length, target.Length);
            block[..part].CopyTo(target);
            target = target[part..];
        }
    }

    public RSA CreateRsa()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Keys[_nextKey++ % Keys.Length].Value, out _);
        return rsa;
    }
}
