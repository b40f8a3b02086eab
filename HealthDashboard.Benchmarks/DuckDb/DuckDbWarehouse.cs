using DuckDB.NET.Data;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Benchmarks.DuckDb;

/// <summary>
/// The same hospital in DuckDB, on two threads: the star schema by DuckDB's own reading of the files, the views by our selects as
/// they stand.
/// </summary>
public sealed class DuckDbWarehouse : IDisposable
{
    private readonly DuckDBConnection _connection;

    private DuckDbWarehouse(string file)
    {
        _connection = new DuckDBConnection($"Data Source={file}");
        _connection.Open();
        // Two threads on every machine, so that figures compare.
        Execute("set threads = 2");
    }

    public static DuckDbWarehouse Open(string file) => new(file);

    /// <summary>From the four files to star schema and views in one file, flushed to the disk.</summary>
    public static void Build(string data, string file)
    {
        using var warehouse = new DuckDbWarehouse(file);
        using var stream = typeof(DuckDbWarehouse).Assembly.GetManifestResourceStream("star.sql")!;
        using var reader = new StreamReader(stream);
        warehouse.Execute(reader.ReadToEnd().Replace("{data}", data.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal));
        foreach (var view in GoldCatalog.All)
            warehouse.Execute($"create table {view.Name} as\n{view.Sql}");
        warehouse.Execute("checkpoint");
    }

    /// <summary>The first page of a view's grid and its totals, the way our reader asks for them.</summary>
    public void ReadGrid(GoldView view, Scope scope, int limit)
    {
        var source = scope.IsEverything ? "" : $"{Slice(scope)},\n{view.Name} as (\n{view.Select}\n)\n";
        var sums = view.Columns.Where(column => column.AddsUp).Select(column => $", sum({column.Name})");
        Read($"{source}select * from {view.Name} order by {view.OrderBy} limit {limit}", scope);
        Read($"{source}select count(*){string.Concat(sums)} from {view.Name}", scope);
    }

    /// <summary>The first row of a query, as numbers.</summary>
    public IReadOnlyList<decimal> Numbers(string sql)
    {
        using var command = Command(sql, Scope.Of(Reach.Everything));
        using var row = command.ExecuteReader();
        row.Read();
        return Figures.Of(row);
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>What <see cref="Scope.Prologue"/> says, as DuckDB does it fastest.</summary>
    private static string Slice(Scope scope)
    {
        var (treatments, patients, visits) = (Where(Owner.Treatment), Where(Owner.Patient), Where(Owner.Visit));
        var billed = "(select visit_id, count(*) as treatment_count, sum(cost_cents)::bigint as cost_cents from kept_treatments group by visit_id)";
        return $"""
            with kept_treatments as (select * from main.fact_treatments as treatment{treatments}),
            kept_patients as (select * from main.dim_patients as patient{patients}),
            dim_visits as (
                select visit.*{(treatments.Length == 0 ? "" : " replace (billed.treatment_count as treatment_count, billed.cost_cents as cost_cents)")}
                from main.dim_visits as visit
                {(treatments.Length == 0 ? "" : $"join {billed} as billed using (visit_id)")}
                {(patients.Length == 0 ? "" : "semi join kept_patients using (patient_id)")}
                {visits}
            ),
            fact_treatments as (select * from kept_treatments semi join dim_visits using (visit_id)),
            dim_patients as (select * from main.dim_patients semi join dim_visits using (patient_id)),
            dim_doctors as (select * from main.dim_doctors semi join dim_visits using (doctor_id)),
            dim_departments as (select distinct department from dim_visits),
            dim_weeks as (select * from main.dim_weeks where week between (select min(week) from dim_visits) and (select max(week) from dim_visits))
            """;

        string Where(Owner owner)
        {
            var conditions = scope.Conditions().Where(each => each.Owner == owner).Select(each => $"{each.Sql} {Typed(each.Condition)}").ToList();
            return conditions.Count == 0 ? "" : " where " + string.Join(" and ", conditions);
        }
    }

    /// <summary>Names of values begin with a dollar, and dates do not compare with texts.</summary>
    private static string Typed(string condition) => SqlDialect.DuckDb.Written(condition).Replace("_day", "_day::date", StringComparison.Ordinal);

    private void Read(string sql, Scope scope)
    {
        using var command = Command(sql, scope);
        using var rows = command.ExecuteReader();
        var row = new object[rows.FieldCount];
        while (rows.Read())
            rows.GetValues(row);
    }

    private void Execute(string sql)
    {
        using var command = Command(sql, Scope.Of(Reach.Everything));
        command.ExecuteNonQuery();
    }

    private DuckDBCommand Command(string sql, Scope scope)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in scope.Parameters())
            command.Parameters.Add(new DuckDBParameter(name, value));
        return command;
    }
}
