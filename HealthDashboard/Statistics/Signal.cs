namespace HealthDashboard.Statistics;

/// <summary>Why a point of a control chart stands out. Where several rules hold, the first of these names is given.</summary>
public enum SignalRule
{
    /// <summary>Beyond the upper or the lower limit.</summary>
    Outside,

    /// <summary>The seventh of points that each rise, or each fall.</summary>
    Trend,

    /// <summary>Between inner and outer limit, with another such point among three neighbours that all lie on one side of the mean.</summary>
    TwoOfThree,

    /// <summary>The seventh in a row, or a later one, on one side of the mean.</summary>
    OneSide,
}

/// <summary>Above or below the mean; of a trend: rising or falling. Neither is good or bad.</summary>
public enum Direction
{
    Up,
    Down,
}

/// <summary>What a control chart says about one point.</summary>
public readonly record struct Signal(SignalRule Rule, Direction Direction);
