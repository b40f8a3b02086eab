using System.ComponentModel;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>A doctor with a treatment.</summary>
/// <param name="Price">What a treatment costs on average.</param>
public sealed record LoadMember(string DoctorId, string Name, long Visits, decimal Price);

/// <summary>
/// What a treatment costs at each doctor of a scope, against the number of visits. Only some are listed where there are many; the
/// median is that of all.
/// </summary>
/// <param name="Doctors">How many have a treatment.</param>
/// <param name="Median">Of the doctors' cost per treatment: half of them lie below.</param>
[ImmutableObject(true)]
public sealed record DoctorLoad(int Doctors, decimal Median, IReadOnlyList<LoadMember> Drawn, LoadMember? Chosen)
{
    public const int MostDrawn = 400;

    /// <summary>Of all doctors of the filter's department and period, also where it names one.</summary>
    public static ValueTask<DoctorLoad> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        reader.KeepAsync(snapshot, $"load of doctors|{scope}", kept =>
        {
            var all = scope with { DoctorId = null };
            if (StarColumns.Of(kept) is { } star)
                return FromColumns(new Slice(star, all), scope.DoctorId);
            var rows = FollowUpFunnel.Rows<DoctorPerformance>(kept, DoctorPerformance.View, all).Where(row => row.NumTreatments > 0);
            return Of([.. rows.Select(row => new LoadMember(row.DoctorId, row.DoctorName, row.NumVisits.GetValueOrDefault(), row.AvgCost!.Value))], scope.DoctorId);
        });

    public static DoctorLoad Of(IReadOnlyList<LoadMember> doctors, string? chosen = null) => Of(
        [.. doctors.Select((doctor, place) => (place, doctor.Visits, doctor.Price))], place => doctors[place], chosen is null ? -1 : doctors.TakeWhile(doctor => doctor.DoctorId != chosen).Count());

    private static DoctorLoad FromColumns(Slice slice, string? chosen)
    {
        var doctors = slice.Star.Doctors;
        var (listed, sums) = slice.Sum(doctors);
        var treating = Enumerable.Range(0, listed.Length).Where(place => sums.Span[place].Treatments > 0);
        return Of(
            [.. treating.Select(place => (place, (long)sums.Span[place].Visits, sums.Span[place].AvgCost!.Value))],
            place => new LoadMember(doctors.Ids[listed.Span[place]], doctors.Names[listed.Span[place]], sums.Span[place].Visits, sums.Span[place].AvgCost!.Value),
            chosen is null ? -1 : listed.Span.IndexOf(doctors.Ids.Find(chosen)));
    }

    private static DoctorLoad Of(List<(int Place, long Visits, decimal Price)> treating, Func<int, LoadMember> member, int chosen)
    {
        if (treating.Count == 0)
            return new DoctorLoad(0, 0, [], null);
        var prices = treating.ConvertAll(doctor => doctor.Price);
        prices.Sort();
        return new DoctorLoad(
            treating.Count,
            (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2,
            [.. Sampled.Evenly([.. treating.Where(doctor => doctor.Place != chosen).OrderByDescending(doctor => doctor.Visits)], MostDrawn).Select(doctor => member(doctor.Place))],
            treating.Exists(doctor => doctor.Place == chosen) ? member(chosen) : null);
    }
}
