using System.ComponentModel;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Query;
using HealthDashboard.Statistics;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Signals;

/// <summary>
/// How many visits each doctor had beside the median of the doctors' own department. Every doctor of it is listed, those without a visit too; their visits count wherever
/// they were. Whoever may not see all departments as closely as the filtered ones is told the visits there alone.
/// </summary>
/// <param name="Departments">By name.</param>
/// <param name="Rows">Some of the doctors, in the order asked for; those who are filtered by come first.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Most">The most visits that one of them had.</param>
/// <param name="IsEverywhere">Whether visits count wherever they were.</param>
[ImmutableObject(true)]
public sealed record Workloads(IReadOnlyList<DepartmentLoad> Departments, IReadOnlyList<Workload> Rows, int Count, long Most, bool IsEverywhere)
{
    /// <param name="highest">Whether the highest load beside the median comes first, instead of the lowest.</param>
    public static ValueTask<Workloads> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope, bool highest, int offset, int limit)
    {
        scope.MustNotBeShared();
        return reader.KeepAsync(snapshot, $"workloads|{scope}|{highest}|{offset}|{limit}", kept => Of(StarColumns.Of(kept), scope, highest, offset, limit));
    }

    private static Workloads Of(StarColumns star, Scope scope, bool highest, int offset, int limit)
    {
        var doctors = scope.With(Dimensions.Doctor);
        var isEverywhere = !doctors.With(Dimensions.Department).ShareSafe;
        var sums = VisitsOf(star, isEverywhere ? doctors.With(Dimensions.Department) : doctors);
        var (members, own) = (Members(star, scope), star.DoctorDepartment);
        var bands = members.GroupBy(doctor => own[doctor]).ToDictionary(department => department.Key, department => LoadBand.Of(department.Select(doctor => (long)sums[doctor].Visits)));
        var funnel = Funnel.Of(members.Select(doctor => ((long)sums[doctor].FollowUps, (long)sums[doctor].Answers)));
        var chosen = scope.Filters.Of(Dimensions.Doctor).Select(star.DoctorIds.Find).ToHashSet();
        var ordered = members.OrderBy(doctor => !chosen.Contains(doctor)).ThenBy(Place).ThenBy(doctor => highest ? -sums[doctor].Visits : sums[doctor].Visits).ThenBy(doctor => doctor);
        return new Workloads(
            [
                .. members.GroupBy(doctor => own[doctor])
                    .Select(department => new DepartmentLoad(
                        star.Departments[department.Key], bands[department.Key], [.. department.CountBy(doctor => (long)sums[doctor].Visits).OrderBy(each => each.Key).Select(each => (each.Key, each.Value))]))
                    .OrderBy(department => department.Department, StringComparer.CurrentCulture),
            ],
            [.. ordered.Skip(offset).Take(limit).Select(Row)],
            members.Count,
            members.Count == 0 ? 0 : members.Max(doctor => sums[doctor].Visits),
            isEverywhere);

        // What no median is the measure of comes last either way.
        double Place(int doctor) => bands[own[doctor]].Median is var median && median == 0 ? double.PositiveInfinity : (highest ? -1 : 1) * (double)(sums[doctor].Visits / median);

        Workload Row(int doctor) => new(
            star.DoctorIds[doctor], star.DoctorNames[doctor], star.Departments[own[doctor]], bands[own[doctor]], sums[doctor],
            funnel is null || sums[doctor].Answers == 0 ? FunnelVerdict.TooFewToJudge : funnel.Judge(sums[doctor].FollowUps, sums[doctor].Answers));
    }

    private static Sums[] VisitsOf(StarColumns star, Scope scope)
    {
        var sums = new Sums[star.DoctorIds.Count];
        using var scoped = new ScopedVisits(star, scope);
        var found = scoped.SumBy(Dimensions.Doctor);
        for (var place = 0; place < found.Count; place++)
            sums[found.Groups[place]] = found.Sums[place];
        return sums;
    }

    /// <summary>The doctors of the departments that pass; of those who are known to whoever asks.</summary>
    private static List<int> Members(StarColumns star, Scope scope)
    {
        var (asked, reach) = (scope.Filters.Of(Dimensions.Department), scope.Reach);
        var departments = Enumerable.Range(0, star.Departments.Count).Select(place => star.Departments[place]).Select(name => (asked.Count == 0 || asked.Contains(name)) && reach.Covers(name)).ToArray();
        var known = reach.IsAll ? null : Known(star, reach);
        return [.. Enumerable.Range(0, star.DoctorIds.Count).Where(doctor => departments[star.DoctorDepartment[doctor]] && known?[doctor] is not false)];
    }

    private static bool[] Known(StarColumns star, Reach reach)
    {
        using var scoped = new ScopedVisits(star, Scope.Of(reach).Unshared());
        return DistinctCounts.Among(star.DoctorIds.Count, scoped.CodesOf(Fact.Visits, Dimensions.Doctor));
    }
}
