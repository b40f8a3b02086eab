using System.ComponentModel;
using HealthDashboard.Gold;
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
        reader.KeepAsync(snapshot, scope, $"concentration of cost|{scope}", scoped =>
            Of(scoped.SumBy(Dimensions.Patient).Sums.ToArray().Where(sum => sum.Visits > 0).Select(sum => sum.Cents)));

    public static CostConcentration Of(IEnumerable<long> centsByPatient)
    {
        var cents = centsByPatient.ToArray();
        return new CostConcentration(Concentration.Of(cents), cents.Length, cents.Count(each => each == 0), cents.Sum());
    }

    /// <summary>How many patients the top so many per cent are.</summary>
    public int Top(int percent) => (int)((((long)Patients * percent) + 99) / 100);
}
