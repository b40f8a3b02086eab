using System.ComponentModel;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>How the cost of a scope is spread over the patients who had a visit in it, those without any cost included.</summary>
/// <param name="Cost">Null where nothing was billed.</param>
[ImmutableObject(true)]
public sealed record CostConcentration(Concentration? Cost, int Patients, int WithoutCost, long Cents)
{
    public static ValueTask<CostConcentration> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, $"concentration of cost|{scope}", kept => Of(StarColumns.Of(kept) is { } star
            ? FromColumns(new Slice(star, scope))
            : FollowUpFunnel.Rows<PatientSummary>(kept, PatientSummary.View, scope).Where(row => row.TotalVisits > 0).Select(row => (long)(row.TotalCost * 100))));

    public static CostConcentration Of(IEnumerable<long> centsByPatient)
    {
        var cents = centsByPatient.ToArray();
        return new CostConcentration(Concentration.Of(cents), cents.Length, cents.Count(each => each == 0), cents.Sum());
    }

    /// <summary>How many patients the top so many per cent are.</summary>
    public int Top(int percent) => (int)((((long)Patients * percent) + 99) / 100);

    private static IEnumerable<long> FromColumns(Slice slice)
    {
        // Beside their cents, since a patient without cost is one too.
        const long NoVisit = -1;
        var star = slice.Star;
        var cents = new long[star.PatientIds.Count];
        Array.Fill(cents, NoVisit);
        foreach (var visit in slice.Visits())
        {
            ref var sum = ref cents[star.VisitPatient[visit]];
            sum = Math.Max(sum, 0) + star.VisitCents[visit];
        }

        return cents.Where(each => each != NoVisit);
    }
}
