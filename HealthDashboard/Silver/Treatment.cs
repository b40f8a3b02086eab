using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A billed treatment; its cost in whole cents.</summary>
public sealed record Treatment(string TreatmentId, string VisitId, string TreatmentType, long CostCents, string InsuranceProvider)
{
    private const decimal HighestCost = 10_000_000m;

    /// <param name="hasVisit">Whether a visit of that id was accepted.</param>
    /// <param name="whyNot">Why a visit of that id is missing, when its own row was rejected.</param>
    public static Cleaned<Treatment> Clean(RawRecord record, Func<string, bool> hasVisit, Func<string, string?> whyNot)
    {
        var reader = new RecordReader(SourceTable.Treatments, record);
        var id = reader.Required(0, Rule.KeyMissing);
        var visitId = reader.Text(1);
        if (!hasVisit(visitId))
            reader.Hit(Rule.VisitUnknown, 1, whyNot(visitId));
        var type = ReadType(reader.Text(2));
        if (type is null)
            reader.Hit(Rule.RequiredBlank, 2);
        var cents = CleanCost(reader);
        var insurer = InsuranceNames.Meaning(reader.Wanted(4));
        return reader.Into(() => new Treatment(id, visitId, type!, cents, insurer));
    }

    /// <summary>Null for a blank; a type written Unknown is one of its own.</summary>
    internal static string? ReadType(string text) =>
        text.Equals(Words.Unknown, StringComparison.OrdinalIgnoreCase) ? Words.Unknown : Words.AreMissing(text) ? null : text;

    /// <summary>Null for what is no cost.</summary>
    internal static long? ReadCents(string text) => TryCost(text, out var cost) ? Cents(cost) : null;

    private static bool TryCost(string text, out decimal cost) => Words.TryDecimal(text, out cost) && cost is >= 0 and <= HighestCost;

    private static long Cents(decimal cost) => (long)decimal.Round(cost * 100, 0, MidpointRounding.AwayFromZero);

    private static long CleanCost(RecordReader reader)
    {
        const int Column = 3;
        if (!TryCost(reader.Text(Column), out var cost))
        {
            reader.Hit(Rule.CostInvalid, Column);
            return 0;
        }

        var cents = Cents(cost);
        if (cents != cost * 100)
            reader.Hit(Rule.CostRounded, Column);
        if (cents == 0)
            reader.Hit(Rule.CostZero, Column);
        return cents;
    }
}
