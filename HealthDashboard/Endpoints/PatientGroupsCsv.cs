using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;

namespace HealthDashboard.Endpoints;

/// <summary>The patients of countries and age groups as CSV: a line for each group in all departments together, which has no department, and in each of them.</summary>
public static class PatientGroupsCsv
{
    private static readonly string[] Columns = ["department", "by", "value", "patients", "num_visits", "total_cost", "cost_per_patient", "visits_per_patient"];

    public static async Task WriteAsync(Stream stream, IEnumerable<(Dimension By, string? Department, PatientGroup Group)> rows, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        foreach (var (by, department, group) in rows)
        {
            CsvText.Write(writer, department);
            CsvText.Write(writer, by.Parameter);
            CsvText.Write(writer, group.Key);
            CsvExport.WriteDecimal(writer, ColumnKind.People, group.Patients);
            CsvExport.WriteDecimal(writer, ColumnKind.Count, group.Visits);
            CsvExport.WriteDecimal(writer, ColumnKind.Money, group.Cost);
            CsvExport.WriteDecimal(writer, Measures.CostPerPatient.Unit, group.CostPerPatient);
            CsvExport.WriteDecimal(writer, Measures.VisitsPerPatient.Unit, group.VisitsPerPatient);
            await writer.EndRecordAsync(cancellation);
        }

        await writer.FlushAsync(cancellation);
    }
}
