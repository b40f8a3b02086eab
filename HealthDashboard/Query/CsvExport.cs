using System.Globalization;
using System.Text;
using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// A view as CSV: RFC 4180, UTF-8 with byte order mark, CRLF; invariant numbers, money with two decimals, rates with six, ISO
/// dates, text as <see cref="CsvText"/> says. In share-safe mode withheld cells are empty, and a last column
/// says in which rows there are any.
/// </summary>
public static class CsvExport
{
    private const string Withheld = "withheld";

    internal static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <returns>How many rows there are.</returns>
    public static async Task<long> WriteAsync(Stream stream, Snapshot snapshot, GoldView view, Scope scope, GridQuery query, CancellationToken cancellation)
    {
        view = view.For(scope.Reach);
        var rows = Begun(ViewReader.Stream(snapshot, view, scope, query));
        await using var writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        var columns = query.Columns.Count == 0 ? view.Columns : query.Shown(view);
        writer.WriteHeader([.. columns.Select(column => column.Name), .. scope.ShareSafe ? [Withheld] : Array.Empty<string>()]);
        var count = 0L;
        foreach (var row in rows)
        {
            foreach (var column in columns)
                WriteField(writer, column, column.Value(row));
            if (scope.ShareSafe)
                CsvText.Write(writer, columns.Any(column => view.IsWithheld(row, column)) ? "yes" : null);
            await writer.EndRecordAsync(cancellation);
            count++;
        }

        await writer.FlushAsync(cancellation);
        return count;
    }

    /// <summary>
    /// The same rows, the first of them read already: what cannot be read fails before anything is written. A writer that is given up writes
    /// its header out all the same, and would turn a fault into an answer without rows.
    /// </summary>
    internal static IEnumerable<T> Begun<T>(IEnumerable<T> rows)
    {
        var begun = rows.GetEnumerator();
        try
        {
            return Rest(begun, begun.MoveNext());
        }
        catch
        {
            begun.Dispose();
            throw;
        }

        static IEnumerable<T> Rest(IEnumerator<T> rows, bool any)
        {
            using (rows)
            {
                for (; any; any = rows.MoveNext())
                    yield return rows.Current;
            }
        }
    }

    private static void WriteField(CsvWriter writer, Column column, object? value)
    {
        if (column.IsNumeric)
            WriteNumber(writer, column.Kind, value);
        else if (column.Kind == ColumnKind.Period)
            CsvText.WriteBare(writer, (string?)value);
        else
            CsvText.Write(writer, (string?)value);
    }

    /// <summary>A number of a kind, or nothing. It is never escaped, whatever its sign.</summary>
    internal static void WriteNumber(CsvWriter writer, ColumnKind kind, object? value)
    {
        if (value is null)
            writer.WriteField("");
        else
            writer.WriteField(Encoding.ASCII.GetBytes(Number(kind, value)));
    }

    /// <summary>The same of one that is worked out and no column of a view.</summary>
    internal static void WriteDecimal(CsvWriter writer, ColumnKind kind, decimal? value) =>
        WriteNumber(writer, kind, value is { } whole && kind is ColumnKind.Count or ColumnKind.People or ColumnKind.Number ? (object)(long)whole : value);

    private static string Number(ColumnKind kind, object value) => kind switch
    {
        ColumnKind.Money => decimal.Round((decimal)value, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture),
        ColumnKind.Rate or ColumnKind.Percent or ColumnKind.Mean => decimal.Round((decimal)value, 6, MidpointRounding.AwayFromZero).ToString("F6", CultureInfo.InvariantCulture),
        _ => ((long)value).ToString(CultureInfo.InvariantCulture),
    };
}
