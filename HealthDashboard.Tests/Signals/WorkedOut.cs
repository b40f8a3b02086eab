using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

/// <summary>A control chart worked out another way: visit by visit from the star schema, and every rule from its words.</summary>
public sealed class WorkedOut
{
    private const double Rounding = 1e-9;

    private readonly long _lastCases;

    /// <param name="lastCases">What the last value rests on.</param>
    private WorkedOut(IReadOnlyList<double?> values, long lastCases) => (Values, _lastCases) = (values, lastCases);

    public IReadOnlyList<double?> Values { get; }

    /// <summary>Those that there are: a period without a value is bridged.</summary>
    public List<double> Points => [.. Values.OfType<double>()];

    public double Mean => Points.Average();

    /// <summary>How far the limits lie from the mean.</summary>
    public double Reach
    {
        get
        {
            var changes = Points.Zip(Points.Skip(1), (before, after) => Math.Abs(after - before)).ToList();
            var kept = changes.Where(change => change < 3.267 * changes.Average()).ToList();
            return 2.66 * (kept.Sum() == 0 ? changes.Average() : kept.Average());
        }
    }

    /// <summary>The rule that marks the last value, in the words of signals.csv; empty for none.</summary>
    public string Signal
    {
        get
        {
            if (Points.Count < 7 || Values[^1] is not { } last || _lastCases < 5)
                return "";
            var (seven, three) = (Last(7), Last(3));
            if (Math.Abs(last - Mean) > Reach + Rounding)
                return "outside";
            var steps = seven.Zip(seven.Skip(1), (before, after) => Math.Sign(after - before)).Distinct().ToList();
            if (steps is [1] or [-1])
                return "trend";
            var side = Math.Sign(last - Mean);
            if (three.Count == 3 && three.TrueForAll(value => (value - Mean) * side > Rounding) && IsNear(last) && three.Count(IsNear) >= 2)
                return "two_of_three";
            return seven.Count == 7 && side != 0 && seven.TrueForAll(value => (value - Mean) * side > Rounding) ? "one_side" : "";
        }
    }

    /// <summary>A measure of the departments, doctors and days of a scope, or of one type of treatment, in stretches of so many days up to the last complete week.</summary>
    public static WorkedOut Of(TestWarehouse warehouse, Scope scope, string measure, int days, string? treatment = null)
    {
        var data = warehouse.Query<(string First, string Last)>("select min(visit_date), max(visit_date) from dim_visits").Single();
        var (first, last) = (DateOnly.Parse(data.First, null), DateOnly.Parse(data.Last, null));
        first = scope.From > first ? scope.From.Value : first;
        last = scope.To < last ? scope.To.Value : last;
        while (last.DayOfWeek != DayOfWeek.Sunday)
            last = last.AddDays(-1);
        while (first.DayOfWeek != DayOfWeek.Monday)
            first = first.AddDays(1);

        var stretches = new Dictionary<int, Sums>();
        foreach (var (date, sums) in Days(warehouse, scope, treatment).Where(day => day.Date >= first && day.Date <= last))
        {
            var stretch = (last.DayNumber - date.DayNumber) / days;
            stretches[stretch] = stretches.GetValueOrDefault(stretch) + sums;
        }

        // The first stretch counts if all of its weeks lie in the period and behind the first visit.
        var begin = Days(warehouse, scope, treatment).Select(day => day.Date).Where(date => (scope.From is null || date >= scope.From) && date <= last).DefaultIfEmpty(last).Min();
        while (begin.DayOfWeek != DayOfWeek.Monday)
            begin = begin.AddDays(-1);
        var count = Math.Max(0, (last.DayNumber - (begin > first ? begin : first).DayNumber + 1) / days);
        var latest = stretches.GetValueOrDefault(0);
        var lastCases = measure switch
        {
            "avg_cost" => latest.Treatments,
            "follow_up_rate" => latest.Answers,
            _ => int.MaxValue,
        };
        return new WorkedOut([.. Enumerable.Range(0, count).Reverse().Select(stretch => Value(measure, stretches.GetValueOrDefault(stretch)))], lastCases);
    }

    private static List<(DateOnly Date, Sums Sums)> Days(TestWarehouse warehouse, Scope scope, string? treatment)
    {
        var where = $"('{scope.Department}' = '' or v.department = '{scope.Department}') and ('{scope.DoctorId}' = '' or v.doctor_id = '{scope.DoctorId}')";
        var sql = treatment is null
            ? $"""
                select v.visit_date, 1, (select count(*) from fact_treatments t where t.visit_id = v.visit_id), (select coalesce(sum(cost_cents), 0) from fact_treatments t where t.visit_id = v.visit_id),
                       coalesce(v.follow_up_required, 0), v.follow_up_required is not null
                from dim_visits v where {where}
                """
            : $"select v.visit_date, 0, 1, t.cost_cents, 0, 0 from fact_treatments t join dim_visits v using (visit_id) where t.treatment_type = '{treatment}' and {where}";
        return warehouse.Query<(string Date, long Visits, long Treatments, long Cents, long FollowUps, long Answers)>(sql)
            .ConvertAll(row => (DateOnly.Parse(row.Date, null), new Sums((int)row.Visits, (int)row.Treatments, row.Cents, (int)row.FollowUps, (int)row.Answers)));
    }

    private static double? Value(string measure, Sums sums) => measure switch
    {
        "num_visits" => sums.Visits,
        "treatments" => sums.Treatments,
        "total_cost" => sums.Cents / 100.0,
        "avg_cost" => sums.Treatments == 0 ? null : sums.Cents / 100.0 / sums.Treatments,
        _ => sums.Answers == 0 ? null : (double)sums.FollowUps / sums.Answers,
    };

    private bool IsNear(double value) => Math.Abs(value - Mean) is var far && far > (Reach * 2 / 3) + Rounding && far <= Reach + Rounding;

    private List<double> Last(int count) => Points.Count < count ? [] : [.. Points.TakeLast(count)];
}
