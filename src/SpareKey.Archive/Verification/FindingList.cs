namespace SpareKey.Archive;

/// <summary>Collects findings; the same part is not reported twice for the same reason.</summary>
internal sealed class FindingList
{
    private readonly List<VerificationFinding> _findings = [];

    public IReadOnlyList<VerificationFinding> All => _findings;

    public void Add(string part, string problem)
    {
        var finding = new VerificationFinding(part, problem);
        if (!_findings.Contains(finding))
            _findings.Add(finding);
    }

    /// <summary>Runs one check; damage becomes a finding and the default value.</summary>
    public T? Try<T>(Func<T?> check)
        where T : class
    {
        try
        {
            return check();
        }
        catch (SnapshotDamagedException damage)
        {
            Add(damage.Part, damage.Problem);
            return null;
        }
        catch (SnapshotVersionException newer)
        {
            Add(SnapshotPart.Header, $"announces format version {newer.Version}: written by a newer SpareKey, or damaged");
            return null;
        }
    }

    public void Try(Action check) => Try<object>(() =>
    {
        check();
        return this;
    });
}
