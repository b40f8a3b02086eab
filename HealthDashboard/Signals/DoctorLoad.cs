using System.ComponentModel;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
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
        reader.KeepAsync(snapshot, scope with { DoctorId = null }, $"load of doctors|{scope}", scoped => FromColumns(scoped, scope.DoctorId));

    public static DoctorLoad Of(IReadOnlyList<LoadMember> doctors, string? chosen = null) => Of(
        [.. doctors.Select((doctor, place) => (place, doctor.Visits, doctor.Price))], place => doctors[place], chosen is null ? -1 : doctors.TakeWhile(doctor => doctor.DoctorId != chosen).Count());

    private static DoctorLoad FromColumns(ScopedVisits scoped, string? chosen)
    {
        var doctors = scoped.Star.Doctors;
        var sums = scoped.SumBy(Dimensions.Doctor);
        var treating = Enumerable.Range(0, sums.Count).Where(place => sums.Sums[place].Treatments > 0);
        return Of(
            [.. treating.Select(place => (place, (long)sums.Sums[place].Visits, Price(place)))],
            place => new LoadMember(doctors.Ids[sums.Groups[place]], doctors.Names[sums.Groups[place]], sums.Sums[place].Visits, Price(place)),
            chosen is null ? -1 : sums.Groups.IndexOf(doctors.Ids.Find(chosen)));

        decimal Price(int place) => (decimal)Measures.CostPerTreatment.Of(sums.Sums[place])!.Value;
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
