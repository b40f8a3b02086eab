namespace HealthDashboard.Signals;

/// <summary>Some of many, to be drawn.</summary>
public static class Sampled
{
    /// <summary>All, or so many at equal distances in their order, the first and the last among them. The same ones every time.</summary>
    public static IReadOnlyList<T> Evenly<T>(IReadOnlyList<T> all, int most) => all.Count <= most
        ? all
        : [.. Enumerable.Range(0, most).Select(place => all[(int)((long)place * (all.Count - 1) / (most - 1))])];
}
