using System.Globalization;
using System.Text.Json.Nodes;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Lake;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Tests.Support.Lake;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Lake;

/// <summary>A published snapshot as Delta tables, read back by readers that share nothing with the writer.</summary>
public sealed class LakeWriterTests(SampleWarehouse sample) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Lake => Path.Combine(_folder.Path, "lake");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_sample_comes_back_cell_by_cell() => AssertHolds(sample.Warehouse);

    [Fact]
    public async Task Awkward_names_come_back_cell_by_cell_from_paths_without_values()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        AssertHolds(warehouse);

        Assert.All(Directory.GetFiles(Lake, "*.parquet", SearchOption.AllDirectories), path => Assert.Matches("^[A-Za-z0-9/._-]+$", Path.GetRelativePath(Lake, path)));
        // The same by a second reader, which knows no log: what divides a table is in its files.
        var visits = await Table("silver/visits").ByHyparquetAsync();
        Assert.Equal(
            warehouse.Query<string>("select visit_id || ' ' || department || ' ' || visit_date from silver.visits").Order(StringComparer.Ordinal),
            visits.Select(row => $"{row["visit_id"]} {row["department"]} {((string)row["visit_date"]!)[..10]}").Order(StringComparer.Ordinal));
        Assert.Equal(["No", "Unknown", "Yes"], visits.Select(row => (string)row["follow_up"]!).Distinct().Order(StringComparer.Ordinal));
        var treatments = await Table("gold/fact_treatments").ByHyparquetAsync();
        Assert.Equal(
            warehouse.Query<string>("select treatment_id || ' ' || patient_id || ' ' || department from gold.fact_treatments join gold.dim_visits using (visit_id)").Order(StringComparer.Ordinal),
            treatments.Select(row => $"{row["treatment_id"]} {row["patient_id"]} {row["department"]}").Order(StringComparer.Ordinal));
        Assert.Equal(treatments.Select(row => (string)row["treatment_type"]!).Order(StringComparer.Ordinal), treatments.Select(row => (string)row["treatment_type"]!));
    }

    [Fact]
    public void Statistics_bound_what_is_in_each_file_and_tell_nobodys_name()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        Write(warehouse, names: true);

        foreach (var table in LakeTables.All.Select(table => Table(table.Name)))
        {
            var told = ((string)table.Metadata["configuration"]!["delta.dataSkippingStatsColumns"]!).Split(',');
            Assert.DoesNotContain(told, column => column is "patient_name" or "doctor_name" or "value" || column == table.PartitionColumn);
            foreach (var (path, add) in table.Files)
            {
                var statistics = JsonNode.Parse((string)add["stats"]!)!;
                Assert.Equal(told, statistics["nullCount"]!.AsObject().Select(each => each.Key));
                var asked = told.SelectMany(column => new[] { $"count(*) - count({column})", $"cast(min({column}) as varchar)", $"cast(max({column}) as varchar)" }).Prepend("count(*)");
                var found = table.Only(path).Read(string.Join(", ", asked.Select((column, place) => $"{column} as c{place}"))).Single().Split(" | ").Select(Plain);
                Assert.Equal(
                    told.SelectMany(column => new[] { statistics["nullCount"]![column], statistics["minValues"]![column], statistics["maxValues"]![column] })
                        .Prepend(statistics["numRecords"]).Select(bound => bound is null ? "∅" : Plain(bound.ToString())),
                    found);
            }
        }
    }

    [Fact]
    public void Names_and_values_of_rejected_records_go_out_on_request_alone()
    {
        using var warehouse = TestWarehouse.Of(AwkwardHospital.Hospital);
        Write(warehouse);
        var names = warehouse.Query<string>("select patient_name from silver.patients union all select doctor_name from silver.doctors");

        Assert.All(LakeTables.All, table => Assert.DoesNotContain(Table(table.Name).Rows(), row => names.Exists(name => row.Contains(name, StringComparison.Ordinal))));
        Assert.DoesNotContain(Table("silver/rule_hits").Rows(), row => row.Contains("03/03/2025", StringComparison.Ordinal));
        // The columns are there, so that the views' SQL finds them.
        Assert.Contains("patient_name", Table("gold/dim_patients").Columns);
    }

    [Fact]
    public void A_run_is_written_once_and_the_next_one_stands_beside_it()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var first = Write(warehouse);
        var files = Directory.GetFiles(Lake, "*", SearchOption.AllDirectories).Length;
        Assert.True(first.IsNew);
        Assert.Equal((false, files), (Write(warehouse).IsNew, Directory.GetFiles(Lake, "*", SearchOption.AllDirectories).Length));

        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        var second = Write(warehouse);

        Assert.Equal(
            new[] { first, second }.SelectMany(run => run.Tables.Select(table => $"{run.Run.Id} | {run.Run.PublishedAt:yyyy-MM-dd HH:mm:ss.fff} | {table.Table} | {table.Version}")).Order(StringComparer.Ordinal),
            Table("published").Rows().Select(row => row.Replace("+00", "", StringComparison.Ordinal)).Select(Milliseconds));
        Assert.Equal("1 2", $"{Pinned(first, "gold/fact_treatments").Rows().Count} {Pinned(second, "gold/fact_treatments").Rows().Count}");
        Assert.True((bool)ReplayedTable.Commit(Path.Combine(Lake, "published"), 1)[0]["commitInfo"]!["isBlindAppend"]!);
    }

    [Fact]
    public void A_restored_snapshot_is_a_version_of_its_own()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var first = Write(warehouse);
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        Write(warehouse);
        new SnapshotRestore(new PipelineOptions { DataPath = warehouse.DataPath }, warehouse.Store, warehouse.History, TimeProvider.System, NullLogger<SnapshotRestore>.Instance).Restore(first.Run.Id);

        var restored = Write(warehouse);

        Assert.StartsWith("0003-", restored.Run.Id, StringComparison.Ordinal);
        Assert.All(restored.Tables, table => Assert.Equal(2, table.Version));
        Assert.All(restored.Tables, table => Assert.Equal(Pinned(first, table.Table).Rows(), Pinned(restored, table.Table).Rows()));
    }

    [Fact]
    public void What_was_ended_before_its_end_goes_on_where_it_was()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var whole = Write(warehouse);
        // As if it had been ended before the last table and before published.
        foreach (var table in new[] { "published", "gold/dim_weeks" })
            Directory.Delete(Path.Combine(Lake, table), recursive: true);

        var again = Write(warehouse);

        Assert.Equal("gold/dim_weeks", Assert.Single(again.Tables, table => table.Rows is not null).Table);
        Assert.Equal(whole.Tables.Select(table => (table.Table, table.Version)), again.Tables.Select(table => (table.Table, table.Version)));
        Assert.Equal(whole.Tables.Count, Table("published").Rows().Count);
        Assert.All(LakeTables.All, table => Assert.Equal(0, Table(table.Name).Version));
    }

    [Fact]
    public void An_empty_table_has_a_schema_and_no_file()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        Write(warehouse);

        Assert.Empty(Table("silver/rule_hits").Files);
        Assert.Equal(["table_name", "line", "column_name", "rule", "severity", "value", "expected", "because"], Table("silver/rule_hits").Columns);
    }

    [Fact]
    public void A_second_writer_and_an_unpublished_warehouse_are_refused_in_words()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        using (RunLock.Take(Lake))
            Assert.Contains("Another process writes the tables", Assert.Throws<LakeRefusedException>(() => Write(warehouse)).Message, StringComparison.Ordinal);
        Write(warehouse);

        using var other = TestWarehouse.Of(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        Assert.Contains("Is another dashboard writing there", Assert.Throws<LakeRefusedException>(() => Write(other)).Message, StringComparison.Ordinal);
        other.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.98,"));
        // Its second run is no successor of our first.
        Assert.Contains("this warehouse has published no such run", Assert.Throws<LakeRefusedException>(() => Write(other)).Message, StringComparison.Ordinal);
        using var empty = new TestWarehouse();
        Assert.Contains("run pipeline first", Assert.Throws<LakeRefusedException>(() => Write(empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lake")]
    [InlineData("..lake/tables")]
    public void A_lake_within_the_warehouse_is_refused_in_words(string folder) =>
        Assert.Contains("Expected one outside of", Assert.Throws<LakeRefusedException>(() => Write(sample.Warehouse, folder: Path.Combine(sample.Warehouse.Store.Folder, folder))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_its_disk_does_not_take_is_told_as_the_lakes()
    {
        // A file lies where a folder has to.
        Directory.CreateDirectory(Lake);
        File.WriteAllText(Path.Combine(Lake, "gold"), "");

        var refused = Assert.Throws<LakeRefusedException>(() => Write(sample.Warehouse));

        Assert.Contains($"The tables in {Lake} could not be written (", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_upload_is_written_though_its_record_is_that_of_the_preview_still()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var run = warehouse.History.Published()!;
        // As it is between publishing and recording, when the lake is told.
        warehouse.History.Keep(run with { State = RunState.Previewed, PublishedAt = null });

        var written = Write(warehouse);

        Assert.Equal((true, run.PublishedAt!.Value.ToUnixTimeMilliseconds()), (written.IsNew, written.Run.PublishedAt.ToUnixTimeMilliseconds()));
        warehouse.History.Keep(run);
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,9.99,"));
        Assert.True(Write(warehouse).IsNew);
    }

    private LakeWritten Write(TestWarehouse warehouse, bool names = false, string? folder = null) =>
        new LakeWriter(warehouse.Store, warehouse.History, TimeProvider.System).Write(new LakeOptions { Path = folder ?? Lake, Names = names }, _ => { });

    private ReplayedTable Table(string name) => ReplayedTable.Of(Path.Combine(Lake, name));

    private ReplayedTable Pinned(LakeWritten run, string name) => ReplayedTable.Of(Path.Combine(Lake, name), run.Tables.Single(table => table.Table == name).Version);

    /// <summary>Every column of ours that is a column of the snapshot too is the same in every row.</summary>
    private void AssertHolds(TestWarehouse warehouse)
    {
        Write(warehouse, names: true);
        foreach (var name in new[] { "patients", "doctors", "visits", "treatments", "rule_hits" }.Select(table => $"silver/{table}").Concat(GoldLayer.Star.Concat(GoldCatalog.All.Select(view => view.Name)).Select(table => $"gold/{table}")))
        {
            var (table, from) = (Table(name), name.Replace('/', '.'));
            var known = warehouse.Query<string>($"select name from pragma_table_info('{from.Split('.')[1]}', '{from.Split('.')[0]}')");
            var columns = table.Columns.Where(known.Contains).ToList();
            Assert.True(columns.Count >= known.Count - 1, $"{name} has {columns.Count} of {known.Count} columns");

            Assert.Equal(
                warehouse.Query<object>($"select {string.Join(", ", columns)} from {from}").Cast<IDictionary<string, object?>>().Select(row => string.Join(" | ", row.Values.Select(Cell))).Order(StringComparer.Ordinal),
                table.Read(string.Join(", ", columns.Select(column => $"cast({column} as varchar) as {column}"))).Select(row => string.Join(" | ", row.Split(" | ").Select(Plain))).Order(StringComparer.Ordinal));
        }
    }

    private static string Cell(object? value) => value is null ? "∅" : Plain(Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>Numbers without the noughts behind the point, and to nine digits.</summary>
    private static string Plain(string cell) => cell.Contains('.', StringComparison.Ordinal) && decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? decimal.Round(number, 9).ToString("0.#########", CultureInfo.InvariantCulture)
        : cell;

    /// <summary>DuckDB writes no noughts behind a second.</summary>
    private static string Milliseconds(string row)
    {
        var cells = row.Split(" | ");
        cells[1] = DateTime.Parse(cells[1], CultureInfo.InvariantCulture).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return string.Join(" | ", cells);
    }
}
