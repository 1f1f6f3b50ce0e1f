namespace SpareKey.OnePasswordCli;

/// <summary>How `op` is driven.</summary>
public sealed record OpAccountSourceOptions
{
    /// <summary>The executable; null looks for <c>op</c> in PATH.</summary>
    public string? OpPath { get; init; }

    /// <summary>The token to sign in with; null uses the session or the desktop app of the person who runs this.</summary>
    public ServiceAccountToken? Token { get; init; }

    /// <summary>
    /// Which of several signed-in accounts: sign-in address, shorthand, account id or user id.
    /// Not with <see cref="Token"/>: `op` ignores it silently then, and the backup would be of another account than the one named.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>Child processes at a time with a token. Behind the desktop app it is always one.</summary>
    public int Jobs { get; init; } = 4;

    /// <summary>The longest wait for a quota that `op` announces; a longer one ends the calls of the run.</summary>
    public TimeSpan QuotaPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A call's whole life; for a file's content the longest silence.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
