namespace HealthDashboard.Gold;

/// <summary>The rows a measure is made of.</summary>
public enum Fact
{
    Visits,
    Treatments,
}

/// <summary>
/// How a measure is made of the rows of a group. Only what adds up is ever put together from the numbers of smaller groups; everything
/// else is made anew from the rows of the larger one.
/// </summary>
public abstract record Aggregation
{
    /// <param name="Of">One of the sums: whole numbers, amounts in cents.</param>
    public sealed record Adds(Func<Sums, long> Of) : Aggregation;

    /// <summary>How many different values a dimension of the visits has; under <see cref="Fact.Treatments"/> of the visits with a treatment.</summary>
    public sealed record Distinct(Dimension Of) : Aggregation;

    /// <summary>The cost so many quarters of the way from the lowest to the highest, by linear interpolation (type 7).</summary>
    public sealed record Quartile(int Quarters) : Aggregation;

    /// <summary>Two measures' names and no expression, so that a row, a total and a comparison all divide sums.</summary>
    public sealed record Ratio(Measure Numerator, Measure Denominator) : Aggregation;

    /// <summary>Of the whole scope, the same on every row.</summary>
    public sealed record OfScope(Measure Of) : Aggregation;

    /// <summary>1 for the largest; equal ones share a place.</summary>
    public sealed record Rank(Measure By) : Aggregation;

    /// <summary>Not made of rows: how many days of the week, month, quarter or year the data holds.</summary>
    public sealed record DaysOfPeriod : Aggregation;
}

/// <summary>On whose number the disclosure of a measure rests. The numbers of a row with the same basis are shown or withheld together.</summary>
public enum DisclosureBasis
{
    /// <summary>Those with a visit, and those with one that says whether a follow-up was recommended: the two are nearly the same.</summary>
    Visits,

    /// <summary>Those with a treatment: numbers of treatments, costs and what is made of them.</summary>
    Treatments,

    /// <summary>Those with a recommended follow-up, and those with a visit at which none was recommended: a rate tells of both, so the fewer count.</summary>
    FollowUps,
}

/// <summary>What rejected rows could change about a measure.</summary>
public enum ImpactKind
{
    /// <summary>It could be another, nobody knows by how much.</summary>
    Other,

    /// <summary>As many more as there are rejected rows.</summary>
    Count,

    /// <summary>As many more as rejected visits recommend a follow-up, or may.</summary>
    FollowUps,

    /// <summary>The sum of their costs, where these could be read.</summary>
    Cost,

    /// <summary>A rate between two bounds.</summary>
    Rate,
}

/// <summary>Which rows of its fact a measure does not count, for the words beside it.</summary>
public enum LeftOut
{
    Nothing,
    NoAnswer,
    NotYes,
    NoTreatment,
}

/// <summary>
/// A number that can be asked of any rows. One entry of <see cref="Measures"/> is all that views, provenance, disclosure, bounds, signals
/// and targets know of it: what forgets a part does not compile.
/// </summary>
public sealed class Measure
{
    public required string Label { get; init; }

    /// <summary>How it is written: a count, people, money, a rate, a percentage or a plain number.</summary>
    public required ColumnKind Unit { get; init; }

    public required Fact Fact { get; init; }

    public required Aggregation Aggregation { get; init; }

    /// <summary>The rows that prove it; null for a ratio, which its parts prove, and for what is not made of rows.</summary>
    public required ContributingRows? Proof { get; init; }

    /// <summary>Null for a ratio, which is withheld where one of its parts is, and for what is not made of rows.</summary>
    public required DisclosureBasis? Disclosure { get; init; }

    public required ImpactKind Impact { get; init; }

    public required LeftOut LeftOut { get; init; }

    /// <summary>How many people a row must rest on for it to be shown in share-safe mode, beyond the rule for all.</summary>
    public long FewestPeople { get; init; }

    /// <summary>What it cannot exceed.</summary>
    public double Ceiling { get; init; } = double.PositiveInfinity;

    public bool AddsUp => Aggregation is Aggregation.Adds;

    public Measure? Numerator => (Aggregation as Aggregation.Ratio)?.Numerator;

    public Measure? Denominator => (Aggregation as Aggregation.Ratio)?.Denominator;

    /// <summary>Of what adds up, and of ratios of it; null where there is nothing to divide by. Amounts in money, rates as fractions.</summary>
    /// <exception cref="InvalidOperationException">It cannot be made of sums.</exception>
    public double? Of(Sums sums) => Aggregation switch
    {
        Aggregation.Adds adds => InUnit(adds.Of(sums), Unit),
        Aggregation.Ratio { Numerator.Aggregation: Aggregation.Adds part, Denominator.Aggregation: Aggregation.Adds whole } => Divide(part.Of(sums), whole.Of(sums), Unit),
        _ => throw new InvalidOperationException($"{Label} cannot be made of sums."),
    };

    /// <summary>Of a ratio: what its numerator is for each of its denominator, amounts in money; null where there is nothing to divide by.</summary>
    public static decimal? Divide(decimal? numerator, decimal? denominator) => denominator is null or 0 ? null : numerator / denominator;

    /// <summary>Step by step as the views' SQL does it, so that both give the same digits.</summary>
    internal static double? Divide(long part, long whole, ColumnKind unit) => whole == 0 ? null : unit switch
    {
        ColumnKind.Money => part / 100.0 / whole,
        ColumnKind.Percent => part * 100.0 / whole,
        _ => part * 1.0 / whole,
    };

    internal static double InUnit(long number, ColumnKind unit) => unit == ColumnKind.Money ? number / 100.0 : number;
}
