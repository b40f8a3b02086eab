using Dapper;
using DuckDB.NET.Data;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Lake;
using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Support.Lake;

/// <summary>A lake's tables under the names that a catalog gives them, and beside them the views that the engine makes of their SQL by itself.</summary>
public sealed class LakeInDuckDb : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");

    public LakeInDuckDb(TestWarehouse warehouse)
    {
        new LakeWriter(warehouse.Store, new RunHistory(warehouse.Store), TimeProvider.System).Write(new LakeOptions { Path = _folder.Path }, _ => { });
        _connection.Open();
        _connection.Execute("set threads = 1; create schema gold; create schema silver; create schema views");
        foreach (var table in LakeTables.All.Append(LakeTables.Published with { Name = "gold/published" }))
        {
            var replayed = ReplayedTable.Of(Path.Combine(_folder.Path, table.Name == "gold/published" ? "published" : table.Name));
            _connection.Execute($"create table {table.Name.Replace('/', '.')} as select * from read_parquet([{string.Join(", ", replayed.Paths.Select(path => $"'{path}'"))}])");
        }

        _connection.Execute("set schema = 'gold'");
        foreach (var view in GoldCatalog.All)
            _connection.Execute($"create table views.{view.Name} as\n{SqlDialect.DuckDb.Written(view.Sql)}");
    }

    public DuckDBConnection Connection => _connection;

    public static string Live(GoldView view) => $"views.{view.Name}";

    public void Execute(string sql) => _connection.Execute(sql);

    public List<IDictionary<string, object?>> Rows(string sql) => [.. _connection.Query<object>(sql).Cast<IDictionary<string, object?>>()];

    public void Dispose()
    {
        _connection.Dispose();
        _folder.Dispose();
    }
}
