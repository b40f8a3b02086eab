using System.ComponentModel;
using System.Globalization;
using Dapper;
using HealthDashboard.Access;
using HealthDashboard.Bronze;
using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>A row of silver behind a number: a visit or a treatment, with the line of its file and the record as found there.</summary>
public sealed record BehindRow
{
    public long Line { get; init; }

    public required string VisitId { get; init; }

    public string? VisitDate { get; init; }

    public string? PatientId { get; init; }

    public string? DoctorId { get; init; }

    public string? Department { get; init; }

    /// <summary>1, 0, or null when the file does not say.</summary>
    public long? FollowUpRequired { get; init; }

    public string? TreatmentId { get; init; }

    public string? TreatmentType { get; init; }

    public long? CostCents { get; init; }

    public string? InsuranceProvider { get; init; }
}

/// <summary>A number, what it is made of, and the same number made once more from the rows behind it.</summary>
[ImmutableObject(true)]
public sealed record Provenance
{
    public const int PageSize = 25;

    /// <summary>As the view has it; null where there is nothing to divide.</summary>
    public decimal? Value { get; init; }

    /// <summary>Of a ratio: numerator and denominator.</summary>
    public decimal? Of { get; init; }

    public decimal? Over { get; init; }

    /// <summary>Made of the rows behind it.</summary>
    public decimal? Recomputed { get; init; }

    public bool AddsUp => Same(Value, Recomputed);

    /// <summary>How many rows are behind it in all.</summary>
    public long Count { get; init; }

    /// <summary>The patients of a page of them: of a visit its own, of a treatment that of its visit.</summary>
    public IReadOnlyList<string> Patients { get; init; } = [];

    /// <summary>A page of them.</summary>
    public IReadOnlyList<BehindRow> Rows { get; init; } = [];

    /// <summary>The statement that found the rows and made the number of them.</summary>
    public string Sql { get; init; } = "";

    /// <returns>Null where the view has no such row under the scope, or the number is not made of rows.</returns>
    public static async Task<Provenance?> ReadAsync(ViewReader reader, Snapshot snapshot, CellReference asked, int page)
    {
        if (!asked.Column.CanBeProved)
            return null;
        var rows = await reader.ReadAsync(snapshot, asked.View, asked.Scope, asked.Grid, 0, 1);
        return asked.IsCell && rows.Count == 0
            ? null
            : await reader.KeepAsync(snapshot, $"passport|{asked}|{page}", kept => Read(kept, asked, rows, page));
    }

    private static Provenance Read(Snapshot snapshot, CellReference asked, ViewRows found, int page)
    {
        using var connection = snapshot.Open();
        var shown = asked with { Column = asked.Shown };
        var (sql, behind) = (shown.BehindSql(), shown.Column.Proof!);
        var parameters = new DynamicParameters(asked.Parameters());
        // What the rows are read for once is asked at once: finding them is what takes its time.
        var (count, sum) = connection.QuerySingle<(long, decimal?)>($"{sql}\nselect (select count(*) from behind), (\n{behind.Value}\n)", parameters);
        var last = Math.Max(1, (count + PageSize - 1) / PageSize);
        parameters.AddDynamicParams(new { size = PageSize, skipped = (Math.Min(page, last) - 1) * PageSize });
        var rows = connection.Query<BehindRow>($"{sql}\nselect * from behind\norder by {(behind.ByCost ? "cost_cents, " : "")}line\nlimit @size offset @skipped", parameters).AsList();
        return new Provenance
        {
            Value = ValueOf(asked.Column),
            Of = asked.Column.Numerator is { } of ? ValueOf(asked.View.Column(of)) : null,
            Over = asked.Column.Denominator is { } over ? ValueOf(asked.View.Column(over)) : null,
            Recomputed = Made(asked.Column),
            Count = count,
            Rows = rows,
            Patients = PatientsOfRecords.Of(snapshot, behind.Table == Fact.Visits ? "visits" : "treatments", rows.Select(row => row.Line)),
            Sql = $"{sql}\n{behind.Value}",
        };

        // People have no total in the view, as they are not summed; all of them are counted in the rows.
        decimal? ValueOf(Column column) => asked.IsCell ? Number(column.Value(found.Rows[0])) : found.Totals.TryGetValue(column.Name, out var total) ? total : Made(column);

        decimal? Made(Column column)
        {
            if (column == shown.Column)
                return sum;
            if (column.Proof is { } made)
                return connection.ExecuteScalar<decimal?>($"{(asked with { Column = column }).BehindSql()}\n{made.Value}", new DynamicParameters(asked.Parameters()));
            var (numerator, denominator) = (Made(asked.View.Column(column.Numerator!)), Made(asked.View.Column(column.Denominator!)));
            return denominator is null or 0 ? null : (numerator ?? 0) / denominator * (column.Kind == ColumnKind.Percent ? 100 : 1);
        }
    }

    /// <summary>Sums are the same to the cent; a division leaves digits that no two ways of reckoning share.</summary>
    private static bool Same(decimal? value, decimal? made) =>
        value is { } a && made is { } b ? Math.Abs(a - b) < 0.00001m : value is null && made is null;

    private static decimal? Number(object? value) => value is null ? null : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}

/// <summary>A record as it stood in its file: its fields by the names of the header.</summary>
public static class FoundRecords
{
    public static string File(Fact table) => Source(table).FileName;

    /// <summary>The records of some lines, by line; without what their file has besides its own columns where no names are seen, as it may hold some.</summary>
    public static IReadOnlyDictionary<long, IReadOnlyDictionary<string, string?>> Read(Snapshot snapshot, Fact table, IReadOnlyList<long> lines, Reach reach)
    {
        if (lines.Count == 0)
            return new Dictionary<long, IReadOnlyDictionary<string, string?>>();
        using var connection = snapshot.Open();
        return connection.Query<object>($"select * from bronze.{Source(table).Name} where line in ({string.Join(", ", lines)})")
            .Cast<IDictionary<string, object?>>()
            .ToDictionary(
                record => (long)record["line"]!,
                record => (IReadOnlyDictionary<string, string?>)record
                    .Where(field => field.Key is not ("line" or "file" or "run") && !(field.Key == "other" && (field.Value is null || !reach.Names)))
                    .ToDictionary(field => field.Key, field => (string?)field.Value));
    }

    private static SourceTable Source(Fact table) => table == Fact.Visits ? SourceTable.Visits : SourceTable.Treatments;
}
