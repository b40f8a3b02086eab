using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;

namespace HealthDashboard.Endpoints;

/// <summary>
/// Why the cost changed, as CSV. The amounts of all rows but the last add up to that of the last, and those of one name to the
/// change of its cost. The first and the last row are about the whole and name the days of a period; the others the group.
/// </summary>
public static class CostChangeCsv
{
    private static readonly string[] Columns = ["part", "name", "amount", "treatments_before", "cost_before", "treatments_after", "cost_after"];

    public static async Task WriteAsync(Stream stream, CostSplit split, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        var whole = (split.TreatmentsBefore, split.CentsBefore, split.TreatmentsAfter, split.CentsAfter);
        await WriteRowAsync("before", Days(split.Weeks.Before), split.CentsBefore, whole);
        foreach (var (group, part) in split.Groups)
            await WriteRowAsync("volume", group.Name, part.Volume, (group.TreatmentsBefore, group.CentsBefore, group.TreatmentsAfter, group.CentsAfter));
        foreach (var (group, part) in split.Groups)
            await WriteRowAsync("price", group.Name, part.Price, (group.TreatmentsBefore, group.CentsBefore, group.TreatmentsAfter, group.CentsAfter));
        foreach (var (group, part) in split.Groups)
            await WriteRowAsync("mix", group.Name, part.Mix, (group.TreatmentsBefore, group.CentsBefore, group.TreatmentsAfter, group.CentsAfter));
        await WriteRowAsync("after", Days(split.Weeks.After), split.CentsAfter, whole);
        await writer.FlushAsync(cancellation);

        async Task WriteRowAsync(string part, string name, long cents, (long TreatmentsBefore, long CentsBefore, long TreatmentsAfter, long CentsAfter) of)
        {
            CsvText.Write(writer, part);
            CsvText.Write(writer, name);
            writer.WriteField(Money(cents));
            writer.WriteField(of.TreatmentsBefore);
            writer.WriteField(Money(of.CentsBefore));
            writer.WriteField(of.TreatmentsAfter);
            writer.WriteField(Money(of.CentsAfter));
            await writer.EndRecordAsync(cancellation);
        }
    }

    /// <summary>An ISO interval: 2025-10-27/2025-11-23.</summary>
    private static string Days(Scope period) => $"{Scope.Iso(period.From!.Value)}/{Scope.Iso(period.To!.Value)}";

    /// <summary>With two decimals, whatever they are.</summary>
    private static decimal Money(long cents) => cents * 0.01m;
}
