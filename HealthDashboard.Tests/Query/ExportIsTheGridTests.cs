using System.Globalization;
using CsCheck;
using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

/// <summary>What is on screen is what is exported, in the same order, whatever is filtered, sorted, searched and shown.</summary>
public sealed class ExportIsTheGridTests(SampleWarehouse sample)
{
    private const int PageSize = 25;

    private static readonly Gen<(GoldView View, string Scope, GridQuery Query)> Asked =
        from view in OneOf([.. GoldCatalog.All])
        from scope in OneOf([.. Scopes.All.Keys])
        from sort in OneOf<Column?>([null, .. view.Columns])
        from down in Gen.Bool
        from search in OneOf<string?>([null, null, "a", "er", "2025-1", "%"])
        from filter in OneOf<Column?>([null, .. view.Columns])
        from bound in Gen.Int[0, 60]
        from columns in Gen.Bool.Array[view.Columns.Count]
        select (view, scope, new GridQuery
        {
            Sort = sort?.Name,
            Descending = down,
            Search = search,
            Filters = filter is null ? [] : [filter.IsNumeric ? new ColumnFilter(filter.Name, ">=", $"{bound}") : new ColumnFilter(filter.Name, "~", "e")],
            Columns = [.. view.Columns.Where((_, i) => columns[i]).Select(column => column.Name)],
        });

    [Fact]
    public void Rows_columns_and_order_of_the_export_are_those_of_the_pages_of_the_grid() => Asked.Sample(
        asked =>
        {
            var (view, scope, query) = asked;
            var shown = query.Columns.Count == 0 ? view.Columns : query.Shown(view);

            var exported = Export(view, Scopes.All[scope], query);
            var paged = Pages(view, Scopes.All[scope], query);

            Assert.Equal(shown.Select(column => column.Name), exported.Header);
            Assert.Equal(paged.Select(row => string.Join('|', shown.Select(column => Written(column, column.Value(row))))), exported.Rows);
        },
        iter: 300,
        threads: 2);

    private static Gen<T> OneOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(place => values[place]);

    private List<object> Pages(GoldView view, Scope scope, GridQuery query)
    {
        var rows = new List<object>();
        ViewRows page;
        do
        {
            page = sample.Reader.ReadAsync(sample.Snapshot, view, scope, query, rows.Count, PageSize).AsTask().GetAwaiter().GetResult();
            rows.AddRange(page.Rows);
        }
        while (page.Rows.Count > 0 && rows.Count < page.Count);

        Assert.Equal(page.Count, rows.Count);
        return rows;
    }

    private (IReadOnlyList<string> Header, List<string> Rows) Export(GoldView view, Scope scope, GridQuery query)
    {
        using var stream = new MemoryStream();
        CsvExport.WriteAsync(stream, sample.Snapshot, view, scope, query, default).GetAwaiter().GetResult();
        stream.Position = 0;
        using var reader = CsvReader.Create(stream, CsvReaderOptions.Default with { Separator = ',', SkipEmptyLines = false }, leaveOpen: true);
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)));
        return (reader.Headers, rows);
    }

    private static string Written(Column column, object? value) => value switch
    {
        null => "",
        decimal number when column.Kind == ColumnKind.Money => Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture),
        decimal number => Math.Round(number, 6, MidpointRounding.AwayFromZero).ToString("0.000000", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
