using System.Globalization;
using System.Text;
using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// A view as CSV: RFC 4180, UTF-8 with byte order mark, CRLF; invariant numbers, money with two decimals, rates with six, ISO
/// dates. Text that a spreadsheet would run as a formula is escaped. In share-safe mode withheld cells are empty, and a last column
/// says in which rows there are any.
/// </summary>
public static class CsvExport
{
    private const string Withheld = "withheld";

    internal static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    /// <returns>How many rows there are.</returns>
    public static async Task<long> WriteAsync(Stream stream, Snapshot snapshot, GoldView view, Scope scope, GridQuery query, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        var columns = query.Columns.Count == 0 ? view.Columns : query.Shown(view);
        writer.WriteHeader([.. columns.Select(column => column.Name), .. scope.ShareSafe ? [Withheld] : Array.Empty<string>()]);
        var rows = 0L;
        foreach (var row in ViewReader.Stream(snapshot, view, scope, query))
        {
            foreach (var column in columns)
                WriteField(writer, column, column.Value(row));
            if (scope.ShareSafe)
                writer.WriteField(columns.Any(column => view.IsWithheld(row, column)) ? "yes" : "");
            await writer.EndRecordAsync(cancellation);
            rows++;
        }

        await writer.FlushAsync(cancellation);
        return rows;
    }

    private static void WriteField(CsvWriter writer, Column column, object? value)
    {
        if (value is string text)
            writer.WriteField(text);
        else
            WriteNumber(writer, column.Kind, value);
    }

    /// <summary>A number of a kind, or nothing. It is never escaped, whatever its sign.</summary>
    internal static void WriteNumber(CsvWriter writer, ColumnKind kind, object? value)
    {
        if (value is null)
            writer.WriteField("");
        else
            writer.WriteField(Encoding.ASCII.GetBytes(Number(kind, value)));
    }

    private static string Number(ColumnKind kind, object value) => kind switch
    {
        ColumnKind.Money => decimal.Round((decimal)value, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture),
        ColumnKind.Rate or ColumnKind.Percent => decimal.Round((decimal)value, 6, MidpointRounding.AwayFromZero).ToString("F6", CultureInfo.InvariantCulture),
        _ => ((long)value).ToString(CultureInfo.InvariantCulture),
    };
}
