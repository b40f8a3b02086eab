using HealthDashboard.Engines.Postgres;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Engines;

/// <summary>What is said to a database that has the extension, which is seldom at hand: its text alone.</summary>
public sealed class CitusTests(SampleWarehouse sample)
{
    [Fact]
    public void The_star_is_spread_by_patient_and_all_else_lies_on_every_node()
    {
        using var files = sample.Snapshot.OpenFiles();
        var schemas = RunSchemas.Of("0007-20250303T060200Z");
        var tables = LoadedTable.Of(files).Select(Citus.With).ToDictionary(table => table.Name);

        Assert.Equal("select create_distributed_table('run_0007.dim_patients', 'patient_id')", Citus.Distribute(tables["dim_patients"], schemas));
        Assert.Equal("select create_distributed_table('run_0007.dim_visits', 'patient_id', colocate_with => 'run_0007.dim_patients')", Citus.Distribute(tables["dim_visits"], schemas));
        Assert.Equal("select create_distributed_table('run_0007.fact_treatments', 'patient_id', colocate_with => 'run_0007.dim_patients')", Citus.Distribute(tables["fact_treatments"], schemas));
        Assert.Equal("select create_reference_table('run_0007.dim_doctors')", Citus.Distribute(tables["dim_doctors"], schemas));
        Assert.Equal("select create_reference_table('run_0007_silver.rule_hits')", Citus.Distribute(tables["rule_hits"], schemas));
        Assert.Equal("select create_reference_table('run_0007_bronze.visits')", Citus.Distribute(tables["visits"], schemas));
    }

    [Fact]
    public void A_row_is_unique_together_with_what_it_is_spread_by_and_a_treatment_says_whose_it_is()
    {
        using var files = sample.Snapshot.OpenFiles();
        var tables = LoadedTable.Of(files).Select(Citus.With).ToDictionary(table => table.Name);

        Assert.Equal(["patient_id", "visit_id", "treatment_id"], tables["fact_treatments"].Key);
        Assert.Equal(["patient_id", "line"], tables["dim_visits"].Key);
        Assert.All(tables["dim_visits"].Indexes.Where(index => index.IsUnique), index => Assert.Equal("patient_id", index.Columns[0]));
        Assert.EndsWith("from gold.fact_treatments as treatment join gold.dim_visits as visit on visit.visit_id = treatment.visit_id", tables["fact_treatments"].Select, StringComparison.Ordinal);
        Assert.Contains("\"patient_id\" text not null)", tables["fact_treatments"].Create(RunSchemas.Of("0007-20250303T060200Z")), StringComparison.Ordinal);
    }
}
