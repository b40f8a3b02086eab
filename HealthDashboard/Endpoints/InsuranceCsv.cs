using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;

namespace HealthDashboard.Endpoints;

/// <summary>How insurance shapes what is billed, as CSV: what each insurer pays beside everybody's prices, or the cost of each by departments, treatment types or time.</summary>
public static class InsuranceCsv
{
    private static readonly string[] Prices = ["insurance_provider", "num_treatments", "total_cost", "cost_at_all_prices", "difference", "ratio", "treatments_alone", "too_few"];

    /// <param name="rows">A ratio is 1 for as much as everybody's prices make.</param>
    public static async Task WriteAsync(Stream stream, IEnumerable<MixPrice> rows, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Prices);
        foreach (var row in rows)
        {
            CsvText.Write(writer, row.Key);
            CsvExport.WriteDecimal(writer, ColumnKind.Count, row.Treatments);
            CsvExport.WriteDecimal(writer, ColumnKind.Money, row.Observed);
            CsvExport.WriteDecimal(writer, ColumnKind.Money, row.Expected);
            CsvExport.WriteDecimal(writer, ColumnKind.Money, row.Difference);
            CsvExport.WriteDecimal(writer, ColumnKind.Mean, row.IsTooFew ? null : row.Ratio);
            CsvExport.WriteDecimal(writer, ColumnKind.Count, row.Alone);
            CsvText.Write(writer, row.IsTooFew ? "yes" : null);
            await writer.EndRecordAsync(cancellation);
        }

        await writer.FlushAsync(cancellation);
    }

    /// <summary>A line for each insurer with a cost in each row.</summary>
    public static async Task WriteAsync(Stream stream, CostCross cross, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader([cross.Down.Name, "insurance_provider", "total_cost"]);
        foreach (var row in cross.Rows)
        {
            foreach (var (insurer, cost) in cross.Insurers.Zip(row.Costs).Where(cell => cell.Second != 0))
            {
                if (cross.Down.Grain is null)
                    CsvText.Write(writer, row.Key);
                else
                    CsvText.WriteBare(writer, row.Key);
                CsvText.Write(writer, insurer);
                CsvExport.WriteDecimal(writer, ColumnKind.Money, cost);
                await writer.EndRecordAsync(cancellation);
            }
        }

        await writer.FlushAsync(cancellation);
    }
}
