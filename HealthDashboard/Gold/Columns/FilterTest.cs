namespace HealthDashboard.Gold.Columns;

/// <summary>Which values of a dimension pass.</summary>
/// <param name="Codes">Of the owner's rows.</param>
internal sealed record FilterTest(Dimension Dimension, int[] Codes, bool[] Passes)
{
    public bool PassesAny { get; } = Passes.AsSpan().Contains(true);

    /// <summary>The one code that passes, or -1.</summary>
    public int Only { get; } = Passes.AsSpan().Count(true) == 1 ? Passes.AsSpan().IndexOf(true) : -1;

    public static FilterTest Of(StarColumns star, Dimension dimension, IReadOnlyList<string> values)
    {
        var texts = dimension.Values(star);
        var passes = new bool[texts.Count];
        foreach (var value in values)
        {
            if (texts.Find(value) is >= 0 and var code)
                passes[code] = true;
        }

        return new FilterTest(dimension, dimension.Codes!(star), passes);
    }
}
