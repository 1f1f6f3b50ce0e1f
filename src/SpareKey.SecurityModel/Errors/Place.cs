namespace SpareKey.SecurityModel;

/// <summary>Where in the account's data something is: "keyset abc…" or "item abc… encDetails". Costs nothing until it is printed.</summary>
internal readonly record struct Place(string What, string? Id = null, string? Member = null)
{
    public Place At(string member) => this with { Member = member };

    public MalformedDataException Malformed(string problem, Exception? inner = null) => new($"{this}: {problem}", inner);

    public UnsupportedSchemeException Unsupported(string problem) => new($"{this}: {problem}");

    public DecryptionFailedException NotOpened() => new($"{this}: it does not open under the key that it names");

    public override string ToString()
    {
        var text = Id is null ? What : $"{What} {Printable.Id(Id)}";
        return Member is null ? text : $"{text}, {Member}";
    }
}
