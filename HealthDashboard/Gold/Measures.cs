using System.Reflection;
using HealthDashboard.Statistics;

namespace HealthDashboard.Gold;

/// <summary>What is added up for one group. Amounts are in cents.</summary>
public record struct Sums(int Visits, int Treatments, long Cents, int FollowUps, int Answers)
{
    public static Sums operator +(Sums a, Sums b) =>
        new(a.Visits + b.Visits, a.Treatments + b.Treatments, a.Cents + b.Cents, a.FollowUps + b.FollowUps, a.Answers + b.Answers);
}

/// <summary>Every measure there is. A new one is one entry here.</summary>
public static class Measures
{
    public static Measure Visits { get; } = Sum("Visits", ColumnKind.Count, Fact.Visits, sums => sums.Visits, DisclosureBasis.Visits, ContributingRows.Visits);

    public static Measure VisitsWithAnswer { get; } = Sum(
        "Visits with an answer", ColumnKind.Count, Fact.Visits, sums => sums.Answers, DisclosureBasis.Visits, ContributingRows.VisitsWithAnswer, ImpactKind.Count, LeftOut.NoAnswer);

    public static Measure FollowUps { get; } = Sum(
        "Follow-ups recommended", ColumnKind.Count, Fact.Visits, sums => sums.FollowUps, DisclosureBasis.FollowUps, ContributingRows.FollowUps, ImpactKind.FollowUps, LeftOut.NotYes);

    /// <summary>Visits that say yes over those that say yes or no.</summary>
    public static Measure FollowUpRate { get; } = Ratio("Follow-up rate", ColumnKind.Rate, FollowUps, VisitsWithAnswer, ImpactKind.Rate, ceiling: 1);

    public static Measure Treatments { get; } = Sum("Treatments", ColumnKind.Count, Fact.Treatments, sums => sums.Treatments, DisclosureBasis.Treatments, ContributingRows.Treatments);

    /// <summary>Billed cost, which is revenue.</summary>
    public static Measure Cost { get; } = Sum("Cost", ColumnKind.Money, Fact.Treatments, sums => sums.Cents, DisclosureBasis.Treatments, ContributingRows.Cost, ImpactKind.Cost);

    public static Measure CostPerTreatment { get; } = Ratio("Cost per treatment", ColumnKind.Money, Cost, Treatments);

    public static Measure TreatmentsOfScope { get; } = OfScope("Treatments of all", ColumnKind.Number, Treatments);

    public static Measure CostOfScope { get; } = OfScope("Cost of all", ColumnKind.Money, Cost);

    /// <summary>The data holds no paid amount, so a coverage rate cannot mean the amount covered.</summary>
    public static Measure ShareOfTreatments { get; } = Ratio("Share of treatments", ColumnKind.Rate, Treatments, TreatmentsOfScope, ImpactKind.Rate, ceiling: 1);

    public static Measure ShareOfCost { get; } = Ratio("Share of cost", ColumnKind.Rate, Cost, CostOfScope, ceiling: 1);

    public static Measure PercentOfCost { get; } = Ratio("Share of cost (%)", ColumnKind.Percent, Cost, CostOfScope, ceiling: 100);

    public static Measure Patients { get; } = People("Patients with visits", Fact.Visits, Dimensions.Patient, DisclosureBasis.Visits, ContributingRows.Patients, LeftOut.Nothing);

    /// <summary>Patients with a visit, whether they were treated or not.</summary>
    public static Measure CostPerPatient { get; } = Ratio("Cost per patient", ColumnKind.Money, Cost, Patients);

    public static Measure VisitsPerPatient { get; } = Ratio("Visits per patient", ColumnKind.Mean, Visits, Patients);

    public static Measure PatientsTreated { get; } = People("Patients treated", Fact.Treatments, Dimensions.Patient, DisclosureBasis.Treatments, ContributingRows.PatientsTreated, LeftOut.NoTreatment);

    public static Measure DoctorsTreating { get; } = People("Doctors treating", Fact.Treatments, Dimensions.Doctor, DisclosureBasis.Treatments, ContributingRows.DoctorsTreating, LeftOut.NoTreatment);

    public static Measure LowestCost { get; } = Quartile("Lowest", 0, ContributingRows.LowestCost, long.MaxValue);

    public static Measure LowerQuartile { get; } = Quartile("Lower quartile", 1, ContributingRows.Quartile(1), 4 * (CellSuppression.Largest + 1));

    public static Measure MedianCost { get; } = Quartile("Median", 2, ContributingRows.Quartile(2), 2 * (CellSuppression.Largest + 1));

    public static Measure UpperQuartile { get; } = Quartile("Upper quartile", 3, ContributingRows.Quartile(3), 4 * (CellSuppression.Largest + 1));

    public static Measure HighestCost { get; } = Quartile("Highest", 4, ContributingRows.HighestCost, long.MaxValue);

    public static Measure DaysWithData { get; } = Unproved("Days with data", Fact.Visits, new Aggregation.DaysOfPeriod());

    public static Measure PlaceByCost { get; } = Unproved("Place", Fact.Treatments, new Aggregation.Rank(Cost));

    /// <summary>By the names of the properties above.</summary>
    public static IReadOnlyDictionary<string, Measure> All { get; } = typeof(Measures)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(property => property.PropertyType == typeof(Measure))
        .ToDictionary(property => property.Name, property => (Measure)property.GetValue(null)!);

    private static Measure Sum(
        string label, ColumnKind unit, Fact fact, Func<Sums, long> of, DisclosureBasis basis, ContributingRows proof, ImpactKind impact = ImpactKind.Count, LeftOut leftOut = LeftOut.Nothing) =>
        new() { Label = label, Unit = unit, Fact = fact, Aggregation = new Aggregation.Adds(of), Proof = proof, Disclosure = basis, Impact = impact, LeftOut = leftOut };

    private static Measure Ratio(string label, ColumnKind unit, Measure part, Measure whole, ImpactKind impact = ImpactKind.Other, double ceiling = double.PositiveInfinity) => new()
    {
        Label = label,
        Unit = unit,
        Fact = part.Fact,
        Aggregation = new Aggregation.Ratio(part, whole),
        Proof = null,
        Disclosure = null,
        Impact = impact,
        LeftOut = whole.LeftOut,
        Ceiling = ceiling,
    };

    private static Measure OfScope(string label, ColumnKind unit, Measure of) => new()
    {
        Label = label,
        Unit = unit,
        Fact = of.Fact,
        Aggregation = new Aggregation.OfScope(of),
        Proof = of.Proof,
        Disclosure = of.Disclosure,
        Impact = of.Impact,
        LeftOut = of.LeftOut,
    };

    private static Measure People(string label, Fact fact, Dimension who, DisclosureBasis basis, ContributingRows proof, LeftOut leftOut) => new()
    {
        Label = label,
        Unit = ColumnKind.People,
        Fact = fact,
        Aggregation = new Aggregation.Distinct(who),
        Proof = proof,
        Disclosure = basis,
        Impact = ImpactKind.Count,
        LeftOut = leftOut,
    };

    /// <param name="fewest">The lowest and the highest are one person's bill whatever the row; of the others there must be more than too few on either side.</param>
    private static Measure Quartile(string label, int quarters, ContributingRows proof, long fewest) => new()
    {
        Label = label,
        Unit = ColumnKind.Money,
        Fact = Fact.Treatments,
        Aggregation = new Aggregation.Quartile(quarters),
        Proof = proof,
        Disclosure = DisclosureBasis.Treatments,
        Impact = ImpactKind.Other,
        LeftOut = LeftOut.Nothing,
        FewestPeople = fewest,
    };

    private static Measure Unproved(string label, Fact fact, Aggregation aggregation) => new()
    {
        Label = label,
        Unit = ColumnKind.Number,
        Fact = fact,
        Aggregation = aggregation,
        Proof = null,
        Disclosure = null,
        Impact = ImpactKind.Count,
        LeftOut = LeftOut.Nothing,
    };
}
