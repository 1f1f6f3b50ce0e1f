namespace SpareKey.OpSimulator.Tests;

/// <summary>Names recordings that a test checks, so that one without a test is found.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CoversAttribute(params string[] recordings) : Attribute
{
    public string[] Recordings => recordings;
}
