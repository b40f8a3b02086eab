namespace HealthDashboard.Statistics;

/// <summary>How sure limits are: by chance alone, this share of values lies beyond each of the two.</summary>
/// <param name="Tail">Beyond one limit.</param>
/// <param name="Z">The same in standard deviations.</param>
public sealed record Confidence(double Tail, double Z)
{
    /// <summary>95 % lie within: one in twenty does not. Drawn, never an alert.</summary>
    public static readonly Confidence Wide = new(0.025, 1.959964);

    /// <summary>99.8 % lie within: one in five hundred does not.</summary>
    public static readonly Confidence Sure = new(0.001, 3.090232);
}

/// <summary>A lower and an upper limit.</summary>
public readonly record struct Interval(double Low, double High)
{
    public bool Holds(double value) => value >= Low && value <= High;
}
