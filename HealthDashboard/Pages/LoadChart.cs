using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages;

/// <summary>Doctors' cost per treatment against their visits, with the median of all of them.</summary>
public static class LoadChart
{
    public static ChartModel Of(DoctorLoad load, Scope scope, DisplayOptions display)
    {
        var furthest = load.Drawn.Append(load.Chosen).Max(doctor => doctor?.NumVisits) ?? 0;
        return PlaneChart.Of(
            [
                PlaneChart.Line(Median(scope), "middle", [(0, (double)load.Median), (furthest, (double)load.Median)]),
                Marks(Text.LoadDoctors, "mark", load.Drawn),
                Marks(Text.FunnelChosen, "chosen", load.Chosen is null ? [] : [load.Chosen]),
            ],
            Text.Visits,
            xUnit: "",
            Text.CostPerTreatment,
            nameof(ColumnKind.Money),
            display);

        ChartSeries Marks(string name, string look, IEnumerable<DoctorPerformance> doctors) => PlaneChart.Marks(name, look,
        [
            .. doctors.Select(doctor => new PlaneMark(
                doctor.NumVisits.GetValueOrDefault(), (double)doctor.AvgCost!.Value, Address.Doctor(doctor.DoctorId, scope), ChartModel.Tip(DoctorPerformance.View, doctor, display))),
        ]);
    }

    public static string Words(DoctorLoad load, Scope scope, DisplayOptions display) =>
        Sentence.Of(Text.LoadTold, Format.Whole(load.Doctors), Median(scope), Format.Money(load.Median, display));

    private static string Median(Scope scope) => scope.Department is { } department ? Sentence.Of(Text.LoadMedianOf, department) : Text.LoadMedian;
}
