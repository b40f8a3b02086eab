using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A billed treatment, but for the id; its cost in whole cents.</summary>
/// <param name="Visit">The visit's place in silver.</param>
public readonly record struct Treatment(int Visit, string TreatmentType, long CostCents, string InsuranceProvider)
{
    private const decimal HighestCost = 10_000_000m;

    /// <summary>Where the columns of the file stand in a record.</summary>
    internal static class At
    {
        public static readonly int VisitId = SourceTable.Treatments.Ordinal("visit_id");
        public static readonly int TreatmentType = SourceTable.Treatments.Ordinal("treatment_type");
        public static readonly int TreatmentCost = SourceTable.Treatments.Ordinal("treatment_cost");
        public static readonly int InsuranceProvider = SourceTable.Treatments.Ordinal("insurance_provider");
    }

    /// <param name="visits">The accepted ones.</param>
    /// <param name="whyNot">Why a visit of that id is missing, when its own row was rejected.</param>
    public static Cleaned<Treatment> Clean(RawRecord record, IdIndex visits, Func<string, Rejection?> whyNot)
    {
        var reader = new RecordReader(SourceTable.Treatments, record);
        reader.Key();
        var visitId = reader.Utf8(At.VisitId);
        var visit = visits.Find(visitId);
        if (visit is null)
            reader.Hit(Rule.VisitUnknown, At.VisitId, IdSpelling.Otherwise(visits, visitId), whyNot(Encoding.UTF8.GetString(visitId)));
        var type = ReadType(reader.Category(At.TreatmentType));
        if (type is null)
            reader.Hit(Rule.RequiredBlank, At.TreatmentType);
        var (cents, marks) = CleanCost(ref reader);
        var insurer = InsuranceNames.Meaning(reader.WantedCategory(At.InsuranceProvider));
        return reader.Into(new Treatment(visit.GetValueOrDefault(), type ?? "", cents, insurer)) with { Marks = marks };
    }

    /// <summary>Null for a blank; a type written Unknown is one of its own.</summary>
    internal static string? ReadType(string text) =>
        text.Equals(TextNormalization.Unknown, StringComparison.OrdinalIgnoreCase) ? TextNormalization.Unknown : TextNormalization.AreMissing(text) ? null : text;

    /// <summary>Null for what is no cost.</summary>
    internal static long? ReadCents(ref RecordReader reader) => Usable(WrittenCost.Read(reader.Utf8(At.TreatmentCost), reader.HasDecimalComma)) is { } cost ? Cents(cost) : null;

    private static decimal? Usable(WrittenCost cost) => cost.Amount is >= 0 and <= HighestCost ? cost.Amount : null;

    private static long Cents(decimal cost) => (long)decimal.Round(cost * 100, 0, MidpointRounding.AwayFromZero);

    private static (long Cents, CostMarks Marks) CleanCost(ref RecordReader reader)
    {
        var written = WrittenCost.Read(reader.Utf8(At.TreatmentCost), reader.HasDecimalComma);
        if (Usable(written) is not { } cost)
        {
            reader.Hit(Rule.CostInvalid, At.TreatmentCost);
            return (0, written.Marks);
        }

        if (!written.IsPlain)
            reader.Hit(Rule.CostGrouped, At.TreatmentCost);
        var cents = Cents(cost);
        if (cents != cost * 100)
            reader.Hit(Rule.CostRounded, At.TreatmentCost);
        if (cents == 0)
            reader.Hit(Rule.CostZero, At.TreatmentCost);
        return (cents, written.Marks);
    }
}
