using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Pipeline;

/// <summary>Visits that are rejected today only because their day has not come.</summary>
public static class FutureVisits
{
    /// <summary>The first day after <paramref name="today"/> on which one of them is accepted, the day before its own; null when there is none.</summary>
    /// <param name="connection">Sees silver with all its rule hits.</param>
    public static DateOnly? FirstDay(SqliteConnection connection, DateOnly today, DateFormat dates)
    {
        var days = connection
            .Query<string>("select distinct value from silver.rule_hits where table_name = @table and rule = @rule", new { table = SourceTable.Visits.Name, rule = Rule.DateInvalid.Name }, buffered: false)
            .Select(value => Visit.ReadDate(value.Trim(), DateOnly.MaxValue, dates))
            .Where(day => day > today)
            .Min();
        return days?.AddDays(-1);
    }
}
