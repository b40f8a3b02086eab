using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>A billed treatment, but for the id; its cost in whole cents.</summary>
/// <param name="Visit">The visit's place in silver.</param>
public readonly record struct Treatment(int Visit, string TreatmentType, long CostCents, string InsuranceProvider)
{
    private const decimal HighestCost = 10_000_000m;

    /// <param name="visits">The accepted ones.</param>
    /// <param name="whyNot">Why a visit of that id is missing, when its own row was rejected.</param>
    public static Cleaned<Treatment> Clean(RawRecord record, Keys visits, Func<string, Rejection?> whyNot)
    {
        var reader = new RecordReader(SourceTable.Treatments, record);
        reader.Key();
        var visitId = reader.Utf8(1);
        var visit = visits.Find(visitId);
        if (visit is null)
            reader.Hit(Rule.VisitUnknown, 1, cause: whyNot(Encoding.UTF8.GetString(visitId)));
        var type = ReadType(reader.Text(2));
        if (type is null)
            reader.Hit(Rule.RequiredBlank, 2);
        var cents = CleanCost(ref reader);
        var insurer = InsuranceNames.Meaning(reader.Wanted(4));
        return reader.Into(new Treatment(visit.GetValueOrDefault(), type ?? "", cents, insurer));
    }

    /// <summary>Null for a blank; a type written Unknown is one of its own.</summary>
    internal static string? ReadType(string text) =>
        text.Equals(Words.Unknown, StringComparison.OrdinalIgnoreCase) ? Words.Unknown : Words.AreMissing(text) ? null : text;

    /// <summary>Null for what is no cost.</summary>
    internal static long? ReadCents(ReadOnlySpan<byte> utf8) => TryCost(utf8, out var cost) ? Cents(cost) : null;

    private static bool TryCost(ReadOnlySpan<byte> utf8, out decimal cost) => Words.TryDecimal(utf8, out cost) && cost is >= 0 and <= HighestCost;

    private static long Cents(decimal cost) => (long)decimal.Round(cost * 100, 0, MidpointRounding.AwayFromZero);

    private static long CleanCost(ref RecordReader reader)
    {
        const int Column = 3;
        if (!TryCost(reader.Utf8(Column), out var cost))
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
