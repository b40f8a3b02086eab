using System.Globalization;
using Dapper;
using HealthDashboard.Pipeline;
using HealthDashboard.Sample;

namespace HealthDashboard.Tests.Support;

/// <summary>A hospital with faults, and for some of its departments what is accepted of them as a hospital of its own.</summary>
public sealed class PartWarehouses : IDisposable
{
    public PartWarehouses()
    {
        All = new TestWarehouse();
        SampleData.Write(All.DataPath, 1, 7, 0.1);
        Assert.Equal(RunState.Published, All.Run(new PipelineOptions { MaxRejectedShare = 1 }).State);
        var departments = All.Query<string>("select distinct department from gold.dim_visits order by 1");
        string[][] sets = [[departments[0], departments[3]], [departments[1]], [departments[2], departments[4], departments[5]], [.. departments.Skip(1)]];
        Parts = [.. sets.Select(set => (set, Alone(All, set)))];
    }

    public TestWarehouse All { get; }

    public IReadOnlyList<(string[] Departments, TestWarehouse Alone)> Parts { get; }

    public void Dispose()
    {
        foreach (var (_, alone) in Parts)
            alone.Dispose();
        All.Dispose();
    }

    private static TestWarehouse Alone(TestWarehouse all, string[] departments)
    {
        var visits = $"select visit_id from gold.dim_visits where department in ({string.Join(", ", departments.Select(each => $"'{each}'"))})";
        var hospital = Support.Hospital.Empty;
        foreach (var row in Rows($"select patient_id, patient_name, age, gender, country from gold.dim_patients where patient_id in (select patient_id from gold.dim_visits where visit_id in ({visits})) order by 1"))
            hospital = hospital.Patient(row);
        foreach (var row in Rows($"select doctor_id, doctor_name, department, years_experience from gold.dim_doctors where doctor_id in (select doctor_id from gold.dim_visits where visit_id in ({visits})) order by 1"))
            hospital = hospital.Doctor(row);
        foreach (var row in Rows($"select visit_id, patient_id, doctor_id, department, visit_date, case follow_up_required when 1 then 'yes' when 0 then 'no' end from gold.dim_visits where visit_id in ({visits}) order by line"))
            hospital = hospital.Visit(row);
        foreach (var row in Rows($"select treatment_id, visit_id, treatment_type, printf('%.2f', cost_cents / 100.0), insurance_provider from gold.fact_treatments where visit_id in ({visits}) order by line"))
            hospital = hospital.Treatment(row);
        var alone = TestWarehouse.Of(hospital, new PipelineOptions { MaxRejectedShare = 1 });
        Assert.Equal([], alone.Query<string>("select rule || ' ' || value from silver.rule_hits where severity = 'rejected'"));
        return alone;

        static string Quoted(object? value) => value is null ? "" : $"\"{Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

        List<string> Rows(string sql)
        {
            using var connection = all.Snapshot.OpenFiles();
            return [.. connection.Query(sql).Select(row => string.Join(',', ((IDictionary<string, object?>)row).Values.Select(Quoted)))];
        }
    }
}

/// <summary>Tests of what somebody is shown who may see some departments; they share the warehouses.</summary>
[CollectionDefinition]
public sealed class PartsOfHospital : ICollectionFixture<PartWarehouses>;
