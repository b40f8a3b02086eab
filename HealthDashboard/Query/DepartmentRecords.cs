using System.ComponentModel;
using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// What became of the visits and treatments of a reach: how many are used, and how many were rejected under which rule. A rejected record that does not
/// say its department is nobody's but of who sees all.
/// </summary>
[ImmutableObject(true)]
public sealed record DepartmentRecords(IReadOnlyList<DepartmentRecords.Used> Departments, IReadOnlyList<DepartmentRecords.Rejected> Rules)
{
    /// <param name="Department">Null where it could not be read.</param>
    /// <param name="Count">Records that are used.</param>
    /// <param name="Lacking">Records that were rejected.</param>
    public sealed record Used(Fact Table, string? Department, long Count, long Lacking)
    {
        /// <summary>Rejected ones of all; 0 to 1.</summary>
        public decimal Share => Count + Lacking == 0 ? 0 : (decimal)Lacking / (Count + Lacking);
    }

    /// <summary>Records of a table that a rule rejected in one department.</summary>
    public sealed record Rejected
    {
        public Fact Table { get; init; }

        public string? Department { get; init; }

        public string Rule { get; init; } = "";

        public long Rows { get; init; }
    }

    /// <param name="scope">Unfiltered: all that somebody may see single records of.</param>
    public static async Task<DepartmentRecords> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope)
    {
        var rejected = await reader.KeepAsync(snapshot, $"records of|{scope}", kept => new RejectedRecords([.. Read(kept, scope, "num_visits"), .. Read(kept, scope, "treatments")]));
        var visits = (await reader.ReadAsync(snapshot, FollowUpSummary.View, scope, GridQuery.AllRows, 0, int.MaxValue)).Rows.Cast<FollowUpSummary>().ToDictionary(row => row.Department, row => row.NumVisits ?? 0);
        var treatments = (await reader.ReadAsync(snapshot, DepartmentTreatmentSummary.View, scope, GridQuery.AllRows, 0, int.MaxValue))
            .Rows.Cast<DepartmentTreatmentSummary>().ToDictionary(row => row.Department, row => row.TotalTreatments ?? 0);
        return new DepartmentRecords([.. Of(Fact.Visits, visits), .. Of(Fact.Treatments, treatments)], rejected.Rows);

        IEnumerable<Used> Of(Fact table, Dictionary<string, long> used)
        {
            var lacking = rejected.Rows.Where(row => row.Table == table).ToLookup(row => row.Department);
            return used.Keys.Concat(lacking.Select(row => row.Key)).Distinct()
                .OrderBy(name => name is null).ThenBy(name => name, StringComparer.Ordinal)
                .Select(name => new Used(table, name, name is null ? 0 : used.GetValueOrDefault(name), lacking[name].Sum(row => row.Rows)));
        }
    }

    private static List<Rejected> Read(Snapshot snapshot, Scope scope, string column)
    {
        var asked = new CellReference(WeeklyVisitTrends.View, WeeklyVisitTrends.View.Column(column), scope);
        var table = RejectedImpact.TableOf(asked);
        using var connection = snapshot.Open();
        return connection.Query<Rejected>(
            $"""
            select
                {(int)table} as "table",
                visit.department as department,
                {(table == Fact.Visits ? "visit" : "treatment")}.rule as rule,
                count(*) as "rows"
            {RejectedImpact.From(asked)}
            group by 2, 3
            order by 4 desc, case when visit.department is null then 0 else 1 end, 2, 3
            """,
            new DynamicParameters(asked.Parameters())).AsList();
    }

    [ImmutableObject(true)]
    private sealed record RejectedRecords(IReadOnlyList<Rejected> Rows);
}
