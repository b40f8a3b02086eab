using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>What is still asked of SQLite under a filter finds its rows by an index, however many others there are.</summary>
public sealed class PlanTests(SampleWarehouse sample)
{
    public static TheoryData<string, string> Filters => new()
    {
        { "department", "dim_visits_by_department (department=?)" },
        { "department, period", "dim_visits_by_department (department=? AND visit_date>? AND visit_date<?)" },
        { "doctor", "dim_visits_by_doctor (doctor_id=?)" },
        { "doctor, period", "USING INDEX dim_visits_by_" },
        { "period", "dim_visits_by_date (visit_date>? AND visit_date<?)" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void Visits_and_treatments_of_a_scope_are_found_by_an_index(string filter, string index)
    {
        var scope = Scopes.Everything with
        {
            Department = filter.StartsWith("department", StringComparison.Ordinal) ? "Cardiology" : null,
            DoctorId = filter.StartsWith("doctor", StringComparison.Ordinal) ? "D001" : null,
            From = filter.EndsWith("period", StringComparison.Ordinal) ? new DateOnly(2024, 3, 1) : null,
            To = filter.EndsWith("period", StringComparison.Ordinal) ? new DateOnly(2024, 5, 31) : null,
        };

        var plan = Plan($"with {scope.Prologue()} select count(*), sum(cost_cents) from fact_treatments", scope);

        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("fact_treatments USING PRIMARY KEY (visit_id=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN fact_treatments", StringComparison.Ordinal) || step.StartsWith("SCAN dim_visits", StringComparison.Ordinal));
    }

    [Fact]
    public void One_patients_visits_are_found_by_an_index() =>
        Assert.Contains(
            Plan("select * from gold.dim_visits where patient_id = 'P0001' order by visit_date desc", Scopes.Everything),
            step => step.Contains("dim_visits_by_patient (patient_id=?)", StringComparison.Ordinal));

    [Theory]
    [InlineData(TimeGrain.Week)]
    [InlineData(TimeGrain.Month)]
    public void The_rows_behind_a_week_or_a_month_are_found_by_an_index(TimeGrain grain)
    {
        var view = WeeklyVisitTrends.View.By(grain);
        var asked = new CellReference(view, view.Column("total_cost"), Scopes.Everything, "2024-04-01");

        var plan = Plan($"{asked.BehindSql()}\nselect count(*) from behind", Scopes.Everything, asked.Parameters());

        Assert.Contains(plan, step => step.Contains("dim_visits_by_date (visit_date>? AND visit_date<?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private List<string> Plan(string sql, Scope scope, IReadOnlyDictionary<string, object>? parameters = null)
    {
        using var connection = sample.Snapshot.OpenFiles();
        using var command = connection.CreateCommand();
        command.CommandText = "explain query plan " + sql;
        foreach (var (name, value) in parameters ?? new Dictionary<string, object>(scope.Parameters()))
            command.Parameters.AddWithValue("@" + name, value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}
