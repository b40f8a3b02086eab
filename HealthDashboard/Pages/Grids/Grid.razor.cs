using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Grids;

/// <summary>The rows of a view as the address asks for them.</summary>
public sealed partial class Grid : IDisposable
{
    public const int PageSize = 25;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private bool _filtering;
    private IReadOnlyList<Column> _columns = [];
    private Column _barred = default!;
    private decimal _most;
    private string? _typed;
    private string? _searched;
    private CancellationTokenSource _typing = new();

    [Parameter, EditorRequired]
    public GoldView View { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    [Parameter, EditorRequired]
    public GridQuery Query { get; set; } = default!;

    /// <summary>From 1.</summary>
    [Parameter]
    public int Page { get; set; } = 1;

    [Parameter]
    public string? Measure { get; set; }

    /// <summary>How long the points of the chart above are, where the address says so.</summary>
    [Parameter]
    public string? By { get; set; }

    /// <summary>The page's rows, and count and totals of all.</summary>
    [Parameter, EditorRequired]
    public ViewRows Rows { get; set; } = default!;

    /// <summary>What rejected rows could change about a cell.</summary>
    [Parameter]
    public Func<object, Column, Bounds?>? Bounds { get; set; }

    /// <summary>What stands beside a cell: notes, and where a value lies beside its target.</summary>
    [Parameter]
    public Func<object, Column, string?>? Beside { get; set; }

    protected override void OnInitialized() => _filtering = Query.Filters.Count > 0;

    /// <summary>The column whose numbers have bars behind them: what the rows are sorted by, else what the chart above shows.</summary>
    private Column Barred => Query.Sort is { } sort && View.Column(sort) is { IsNumeric: true } sorted ? sorted : View.Column(Measure ?? View.Chart.Measures[0]);

    /// <summary>How long the bar behind a number is, as a part of the longest on the page.</summary>
    private string? Length(Column column, object row) => column == _barred && column.Kind != ColumnKind.Number && _most > 0 && Number(column, row) is { } number
        ? string.Create(CultureInfo.InvariantCulture, $"--length: {100 * number / _most:0.#}%")
        : null;

    private static decimal? Number(Column column, object row) => column.Value(row) is { } value ? Convert.ToDecimal(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The address says what is searched; what one types meanwhile stays until it has come there.</summary>
    protected override void OnParametersSet()
    {
        (_columns, _barred) = (Query.Shown(View), Barred);
        _most = Rows.Rows.Max(row => Number(_barred, row)) ?? 0;
        if (Query.Search == _searched)
            return;
        (_searched, _typed) = (Query.Search, Query.Search);
    }

    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    private string Total(Column column) => column == View.Key
        ? Text.Total
        : Rows.Totals.ContainsKey(column.Name) ? Format.Total(View, column, Rows.Totals, Display) : "";

    /// <summary>A total over some of the rows only is no number of the scope.</summary>
    private string? TotalLink(Column column) => Query is { Filters.Count: 0, Search: null } && Rows.Totals.ContainsKey(column.Name)
        ? Drill.Number(View, column, null, Scope)
        : null;

    private string Link(GridQuery query, int page = 1) => Address.View(View.Name, Scope, query, page, Measure, By);

    private string Link(GridQuery query) => Link(query, 1);

    private void Go(GridQuery query) => Navigation.NavigateTo(Link(query));

    private static string Side(Column column) => column.IsNumeric ? "number" : "text";

    /// <summary>Goes to the address of a search once one has paused; only its first letter is a step to go back to.</summary>
    private async Task SearchAsync(string? text)
    {
        _typed = text;
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var paused = Task.Delay(Pause, _typing.Token);
        await paused.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (paused.IsCanceled || text != _typed)
            return;
        var sought = string.IsNullOrEmpty(text) ? null : text;
        if (sought == Query.Search)
            return;
        var goesOn = Query.Search is not null;
        _searched = sought;
        Navigation.NavigateTo(Link(Query with { Search = sought }), replace: goesOn);
    }
}
