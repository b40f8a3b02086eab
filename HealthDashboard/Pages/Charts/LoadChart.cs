using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Charts;

/// <summary>Doctors' cost per treatment against their visits, with the median of all of them.</summary>
public static class LoadChart
{
    public static ChartModel Of(DoctorLoad load, Scope scope, DisplayOptions display)
    {
        var furthest = load.Drawn.Append(load.Chosen).Max(doctor => doctor?.Visits) ?? 0;
        return PlaneChart.Of(
            [
                PlaneChart.Line(Median(scope), "middle", [(0, (double)load.Median), (furthest, (double)load.Median)]),
                Marks(Text.LoadDoctors, "mark", load.Drawn),
                Marks(Text.FunnelChosen, "chosen", load.Chosen is null ? [] : [load.Chosen]),
            ],
            Measures.Visits.Label,
            xUnit: "",
            Measures.CostPerTreatment.Label,
            nameof(ColumnKind.Money),
            display);

        ChartSeries Marks(string name, string look, IEnumerable<LoadMember> doctors) => PlaneChart.Marks(name, look,
        [
            .. doctors.Select(doctor => new PlaneMark(
                doctor.Visits, (double)doctor.Price, Address.Relative(Pick.Of(Dimensions.Doctor, doctor.DoctorId)), $"{doctor.Name}\n{Measures.CostPerTreatment.Label}: {Format.Money(doctor.Price, display)}\n{Sentence.Of(Text.NVisits, Format.Whole(doctor.Visits))}")),
        ]);
    }

    public static string Words(DoctorLoad load, Scope scope, DisplayOptions display) =>
        Sentence.Of(Text.LoadTold, Format.Whole(load.Doctors), Median(scope), Format.Money(load.Median, display));

    private static string Median(Scope scope) => scope.Department is { } department ? Sentence.Of(Text.LoadMedianOf, department) : Text.LoadMedian;
}
