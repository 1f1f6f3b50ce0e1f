namespace SpareKey.OpSimulator.Faults;

internal static class Pause
{
    /// <summary>Holds the process still. Faults that hang are bounded, so that a forgotten child does not live for ever.</summary>
    public static void For(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }
}
