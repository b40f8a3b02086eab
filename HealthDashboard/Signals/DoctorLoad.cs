using System.ComponentModel;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>
/// What a treatment costs at each doctor of a scope, against the number of visits. Only some are listed where there are many; the
/// median is that of all.
/// </summary>
/// <param name="Doctors">How many have a treatment.</param>
/// <param name="Median">Of the doctors' cost per treatment: half of them lie below.</param>
[ImmutableObject(true)]
public sealed record DoctorLoad(int Doctors, decimal Median, IReadOnlyList<DoctorPerformance> Drawn, DoctorPerformance? Chosen)
{
    public const int MostDrawn = 400;

    /// <summary>Of all doctors of the filter's department and period, also where it names one.</summary>
    public static ValueTask<DoctorLoad> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, $"load of doctors|{scope}", kept =>
            Of(FollowUpFunnel.Rows<DoctorPerformance>(kept, DoctorPerformance.View, scope with { DoctorId = null }), scope.DoctorId));

    public static DoctorLoad Of(IEnumerable<DoctorPerformance> rows, string? chosen = null)
    {
        var treating = rows.Where(row => row.NumTreatments > 0).OrderByDescending(row => row.NumVisits).ThenBy(row => row.DoctorId, StringComparer.Ordinal).ToList();
        if (treating.Count == 0)
            return new DoctorLoad(0, 0, [], null);
        var prices = treating.Select(row => row.AvgCost!.Value).Order().ToList();
        var named = treating.FirstOrDefault(row => row.DoctorId == chosen);
        return new DoctorLoad(
            treating.Count,
            (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2,
            Sampled.Evenly([.. treating.Where(row => row != named)], MostDrawn),
            named);
    }
}
