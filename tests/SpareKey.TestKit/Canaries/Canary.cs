namespace SpareKey.TestKit.Canaries;

/// <summary>A secret that was planted so that it can be looked for.</summary>
/// <param name="Name">What kind of secret it stands for.</param>
/// <param name="Text">ASCII, long enough to occur nowhere by chance.</param>
public sealed record Canary(string Name, string Text);
