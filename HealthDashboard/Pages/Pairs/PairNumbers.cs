using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.Pairs;

/// <summary>A number of one of two.</summary>
/// <param name="Value">Null where there is none, and where it is withheld.</param>
/// <param name="Cases">How many visits, treatments or patients it rests on.</param>
/// <param name="Length">Of its bar: 1 for the larger of the two.</param>
public sealed record PairValue(decimal? Value, decimal? Cases, bool IsWithheld, Lacking Lacks, double Length = 0);

/// <summary>A measure of two, in numbers and in words.</summary>
/// <param name="Name">What programs read it by; labels are for people, and change.</param>
/// <param name="Column">The column of the weekly view that holds it; for what is divided by people, of which no week tells, that of the numerator.</param>
/// <param name="PerPatient">What divides the column's total by the patients; null where it is the column's own.</param>
public sealed record PairNumber(string Name, string Label, Column Column, Measure? PerPatient, PairValue First, PairValue Second)
{
    public bool IsPerPatient => PerPatient is not null;

    public ColumnKind Kind => PerPatient?.Unit ?? Column.Kind;

    /// <summary>Whether it is the same whatever the number of cases, so that of few of them it says little.</summary>
    public bool IsMean => IsPerPatient || Column.IsRatio;

    /// <summary>How it is written. Visits of a patient are a few, and with a digit.</summary>
    public string Written(PairValue value, DisplayOptions display) => value switch
    {
        { IsWithheld: true } => Text.Withheld,
        { Value: null } => Format.Nothing,
        { Value: { } number } => Amount(number, display),
    };

    /// <summary>6,212 more, 4 points less; what says nothing is not said: averages of few, and differences that rejected rows could have made.</summary>
    public string Difference(DisplayOptions display)
    {
        if (First.IsWithheld || Second.IsWithheld)
            return Text.Withheld;
        if (First.Value is not { } first || Second.Value is not { } second)
            return Format.Nothing;
        if (First.Lacks.IsTooMuch || Second.Lacks.IsTooMuch)
            return Text.NotGiven;
        if (first == second)
            return Text.TheSame;
        if (IsMean && (First.Cases < Change.FewestForPercent || Second.Cases < Change.FewestForPercent))
            return Text.TooFewToJudge;
        var (more, less) = Kind == ColumnKind.Rate ? (Text.PointsMore, Text.PointsLess) : (Text.SoMuchMore, Text.SoMuchLess);
        var amount = Kind == ColumnKind.Rate ? Format.Whole(Math.Abs(first - second) * 100) : Amount(Math.Abs(first - second), display);
        return Sentence.Of(first > second ? more : less, amount);
    }

    /// <summary>The same in per cent of the second; null where there is no difference, where the second rests on few, and of rates, which are shares already.</summary>
    public string? InPercent => (First.Value, Second.Value) switch
    {
        _ when Kind == ColumnKind.Rate || First.IsWithheld || Second.IsWithheld || First.Lacks.IsTooMuch || Second.Lacks.IsTooMuch => null,
        _ when !(Second.Cases >= Change.FewestForPercent) || (IsMean && First.Cases < Change.FewestForPercent) => null,
        ({ } first, > 0 and { } second) when first != second =>
            first > BoardText.Shouts * second ? Sentence.Of(Text.TimesAsMuch, Format.OneDigit(first / second)) : Format.PercentWhole(Math.Abs(first - second) / second),
        _ => null,
    };

    private string Amount(decimal number, DisplayOptions display) => Kind switch
    {
        ColumnKind.Money => IsMean && number < Format.ManyDigits ? Format.Money(number, display) : Format.MoneyWhole(number, display),
        ColumnKind.Mean => Format.OneDigit(number),
        _ => Format.Cell(Column, number, display),
    };

    /// <summary>Of two periods or scopes, in the order of the front page.</summary>
    public static IReadOnlyList<PairNumber> All(PeriodNumbers first, PeriodNumbers second)
    {
        return
        [
            Of(Measures.Visits.Label, "num_visits"), Of(Text.Patients, "patients"), PerPatient("visits_per_patient", "num_visits", Measures.VisitsPerPatient),
            Of(Measures.Treatments.Label, "treatments"), Of(Measures.Cost.Label, "total_cost"), Of(Measures.CostPerTreatment.Label, "avg_cost"), PerPatient("cost_per_patient", "total_cost", Measures.CostPerPatient),
            Of(Measures.FollowUpRate.Label, "follow_up_rate"),
        ];

        PairNumber PerPatient(string name, string numerator, Measure measure) => Made(name, measure.Label, numerator, measure);

        PairNumber Of(string label, string name) => Made(name, label, name, null);

        PairNumber Made(string name, string label, string weekly, Measure? perPatient)
        {
            var column = WeeklyVisitTrends.View.Column(weekly);
            var (one, other) = (Value(column, perPatient is not null, first), Value(column, perPatient is not null, second));
            var largest = Math.Max(one.Value ?? 0, other.Value ?? 0);
            return new(name, label, column, perPatient, one with { Length = Length(one, largest) }, other with { Length = Length(other, largest) });
        }
    }

    private static PairValue Value(Column column, bool isPerPatient, PeriodNumbers of)
    {
        var isWithheld = of.Total(column.Numerator ?? column.Name) is null || of.Total(column.Denominator ?? column.Name) is null || (isPerPatient && of.People is null);
        var value = isPerPatient ? Measure.Divide(of.Total(column.Name), of.People) : of.Total(column.Name);
        return new(value, isPerPatient ? of.People : of.Cases(column), isWithheld, of.Lacks(column));
    }

    private static double Length(PairValue value, decimal largest) => largest > 0 && value.Value > 0 ? (double)(value.Value.Value / largest) : 0;
}
