namespace HealthDashboard.Gold.Columns;

/// <summary>What is added up for one key. Amounts are in cents; the ratios are those of the views' SQL, step by step.</summary>
public record struct Sums(int Visits, int Treatments, long Cents, int FollowUps, int Answers)
{
    public readonly decimal Cost => (decimal)(Cents / 100.0);

    public readonly decimal? AvgCost => Treatments == 0 ? null : (decimal)(Cents / 100.0 / Treatments);

    public readonly decimal? FollowUpRate => Answers == 0 ? null : (decimal)(FollowUps * 1.0 / Answers);

    /// <summary>What is made of them by adding up alone.</summary>
    public readonly double Of(MadeOf madeOf) => madeOf switch
    {
        MadeOf.Visits => Visits,
        MadeOf.Treatments => Treatments,
        MadeOf.Cost => Cents / 100.0,
        MadeOf.FollowUps => FollowUps,
        MadeOf.VisitsWithAnswer => Answers,
        _ => throw new ArgumentOutOfRangeException(nameof(madeOf), madeOf, "Not a sum."),
    };

    public static Sums operator +(Sums a, Sums b) =>
        new(a.Visits + b.Visits, a.Treatments + b.Treatments, a.Cents + b.Cents, a.FollowUps + b.FollowUps, a.Answers + b.Answers);
}
