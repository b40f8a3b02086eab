using System.ComponentModel;
using Dapper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// Rejected rows that are known to lie in a period, which what is counted and added up there lacks. Those without a date that
/// could be read may lie in any; they are bounds of a number (<see cref="RejectedImpact"/>) and no part of a change.
/// </summary>
[ImmutableObject(true)]
public sealed record RejectedInPeriod(IReadOnlyList<RejectedInPeriod.Department> Departments)
{
    /// <summary>While the warehouse's engine cannot be asked: there may be any number of them.</summary>
    public static RejectedInPeriod NotKnown { get; } = new([]) { IsKnown = false };

    /// <summary>Whether these are all of them.</summary>
    public bool IsKnown { get; private init; } = true;

    /// <summary>The rejected rows of a table in one department; of no department where that could not be read.</summary>
    public sealed record Department
    {
        public Fact Table { get; init; }

        public string? Name { get; init; }

        public long Rows { get; init; }
    }

    public long Of(Fact table) => Departments.Where(each => each.Table == table).Sum(each => each.Rows);

    public long Of(Fact table, string department) => Departments.Where(each => each.Table == table && each.Name == department).Sum(each => each.Rows);

    public static ValueTask<RejectedInPeriod> ReadAsync(ViewReader reader, Snapshot snapshot, Scope scope) =>
        WhileAway.OrAsync(
            reader.KeepAsync(snapshot, $"rejected in|{scope}", kept => new RejectedInPeriod([.. Read(kept, scope, "num_visits"), .. Read(kept, scope, "treatments")])), NotKnown);

    private static List<Department> Read(Snapshot snapshot, Scope scope, string column)
    {
        var asked = new CellReference(WeeklyVisitTrends.View, WeeklyVisitTrends.View.Column(column), scope);
        if (!AnyRejected.Of(snapshot, RejectedImpact.TableOf(asked)))
            return [];
        using var connection = snapshot.Open();
        return connection.Query<Department>(
            $"""
            select
                {(int)RejectedImpact.TableOf(asked)} as "table",
                visit.department as name,
                count(*) as "rows"
            {RejectedImpact.From(asked)} and visit.visit_date is not null
            group by visit.department
            """,
            new DynamicParameters(asked.Parameters())).AsList();
    }
}
