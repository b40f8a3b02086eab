using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Query;

namespace HealthDashboard.Endpoints;

/// <summary>The numbers of two side by side as CSV, a line for each number of each. A withheld number is empty, and its line says so.</summary>
public static class PairCsv
{
    private static readonly string[] Columns = ["of", "value", "name", "from", "to", "measure", "number", "rests_on", "withheld"];

    public static async Task WriteAsync(Stream stream, Pair pair, IReadOnlyList<PairNumber> numbers, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        foreach (var number in numbers)
        {
            foreach (var (side, value) in pair.Sides.Zip([number.First, number.Second]))
            {
                CsvText.Write(writer, pair.Kind);
                CsvText.Write(writer, side.Key);
                CsvText.Write(writer, side.Name);
                CsvText.WriteBare(writer, side.Scope.From is { } from ? Scope.Iso(from) : null);
                CsvText.WriteBare(writer, side.Scope.To is { } to ? Scope.Iso(to) : null);
                CsvText.Write(writer, number.Name);
                Number(number.Kind, value.IsWithheld ? null : value.Value);
                Number(ColumnKind.Count, value.IsWithheld ? null : value.Cases);
                CsvText.Write(writer, value.IsWithheld ? "yes" : null);
                await writer.EndRecordAsync(cancellation);
            }
        }

        await writer.FlushAsync(cancellation);

        void Number(ColumnKind kind, decimal? value) => CsvExport.WriteDecimal(writer, kind, value);
    }
}
