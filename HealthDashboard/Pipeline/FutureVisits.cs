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
        using var command = connection.CreateCommand();
        command.CommandText = $"select distinct value from silver.rule_hits where table_name = '{SourceTable.Visits.Name}' and rule = '{Rule.DateInvalid.Name}'";
        using var values = command.ExecuteReader();
        DateOnly? first = null;
        while (values.Read())
        {
            if (Visit.ReadDate(values.GetString(0).Trim(), DateOnly.MaxValue, dates) is { } day && day > today && !(day >= first))
                first = day;
        }

        return first?.AddDays(-1);
    }
}
