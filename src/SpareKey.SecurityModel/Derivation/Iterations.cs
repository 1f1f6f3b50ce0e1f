namespace SpareKey.SecurityModel;

/// <summary>
/// The iteration count of PBKDF2, always read from data and always within bounds: below 10,000 it would not slow an attacker
/// (a hostile server could ask for 1), above 10,000,000 it would hold up the client for more than ten seconds.
/// </summary>
public readonly record struct Iterations
{
    /// <summary>10,000: the clients refuse less.</summary>
    public const int Minimum = 10_000;

    /// <summary>10,000,000: this library refuses more.</summary>
    public const int Maximum = 10_000_000;

    private readonly int _count;

    private Iterations(int count) => _count = count;

    /// <summary>650,000: what accounts made or re-keyed today use. (Accounts before 2023 and the published samples use 100,000.)</summary>
    public static Iterations Current { get; } = new(650_000);

    /// <summary>The number of iterations.</summary>
    /// <exception cref="InvalidOperationException">This is the default value of the type, which is no valid count.</exception>
    public int Count => _count != 0 ? _count : throw new InvalidOperationException("an iteration count that was never set");

    /// <summary>Checks <paramref name="count"/>.</summary>
    /// <exception cref="UnsupportedSchemeException">It is below <see cref="Minimum"/> or above <see cref="Maximum"/>.</exception>
    public static Iterations From(long count) => count is >= Minimum and <= Maximum
        ? new Iterations((int)count)
        : throw new UnsupportedSchemeException($"iteration count {count}: it must be between {Minimum} and {Maximum}");

    /// <summary>The count in decimal digits.</summary>
    public override string ToString() => _count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
