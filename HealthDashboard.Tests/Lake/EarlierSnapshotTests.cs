using Dapper;
using HealthDashboard.Lake;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.Lake;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Lake;

/// <summary>The tables of a snapshot of an earlier version, which kept silver in a file of its own, and the lines of patients and doctors there alone.</summary>
public sealed class EarlierSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_comes_out_as_if_it_were_of_this_version()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        var expected = Written("now");
        var (silver, gold) = (Path.Combine(warehouse.Snapshot.Folder, "silver.db"), Path.Combine(warehouse.Snapshot.Folder, "gold.db"));
        warehouse.Snapshot.Release();
        File.Delete(Path.Combine(warehouse.Snapshot.Folder, "manifest.json"));
        File.Copy(gold, silver);
        using (var star = new SqliteConnection($"Data Source={gold};Pooling=false"))
        {
            star.Execute(
                "drop view patients; drop view doctors; drop view visits; drop view treatments; drop view weeks; "
                + "alter table dim_patients drop column line; alter table dim_doctors drop column line");
        }

        var found = Written("earlier");

        Assert.NotEmpty(expected["silver/patients"]);
        Assert.All(expected, table => Assert.Equal(table.Value, found[table.Key]));

        Dictionary<string, List<string>> Written(string lake)
        {
            var path = Path.Combine(_folder.Path, lake);
            new LakeWriter(warehouse.Store, warehouse.History, TimeProvider.System).Write(new LakeOptions { Path = path }, _ => { });
            return LakeTables.All.ToDictionary(table => table.Name, table => ReplayedTable.Of(Path.Combine(path, table.Name)).Rows().Order(StringComparer.Ordinal).ToList());
        }
    }
}
