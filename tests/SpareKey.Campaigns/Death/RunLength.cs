namespace SpareKey.Campaigns.Death;

/// <summary>
/// How long a run takes here and now. It follows what is seen: a signal that is to fall within a run must know the run's length,
/// and the machine is not equally busy all the time.
/// </summary>
internal sealed class RunLength(TimeSpan first)
{
    private const double Weight = 0.2;

    private readonly Lock _gate = new();
    private TimeSpan _estimate = first;

    public TimeSpan Estimate
    {
        get
        {
            lock (_gate)
                return _estimate;
        }
    }

    public void Observe(TimeSpan undisturbed)
    {
        lock (_gate)
            _estimate += (undisturbed - _estimate) * Weight;
    }
}
