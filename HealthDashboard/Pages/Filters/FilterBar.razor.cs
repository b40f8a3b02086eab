using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Filters;

/// <summary>The filter of a page, as chips.</summary>
public sealed partial class FilterBar
{
    private const int MostNamed = 2;

    private (DateOnly First, DateOnly Last) _data;
    private IReadOnlyList<Dimension> _offered = [];
    private IReadOnlyList<Dimension> _shown = [];
    private DoctorChoice? _doctor;
    private (string Href, string Words)? _beside;
    private Dimension? _open;
    private Dimension? _added;
    private int _times;
    private ElementReference _add;
    private bool _isTaken;

    [Parameter, EditorRequired]
    public FilterChoices FilterChoices { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    /// <summary>The dimension whose filter the page itself stands for, which is not offered.</summary>
    [Parameter]
    public Dimension? Fixed { get; set; }

    /// <inheritdoc cref="PeriodChip.Weeks"/>
    [Parameter]
    public PeriodComparison? Weeks { get; set; }

    /// <summary>What else narrows the rows of the page, behind the filter in words.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>What is shown, where the page narrows the filter to what it is about.</summary>
    [Parameter]
    public Scope? Subject { get; set; }

    /// <summary>The list that was opened last keeps its chip when nothing in it is chosen any more: it would close under one's hands.</summary>
    protected override void OnParametersSet()
    {
        _data = FilterChoices.Period;
        _doctor = (Subject ?? Scope).DoctorId is { } id ? FilterChoices.Doctor(id) : null;
        _offered = [.. Dimensions.Filters.Where(dimension => dimension != Fixed)];
        _shown = [.. _offered.Where(dimension => dimension == _open || Scope.Filters.Of(dimension).Count > 0)];
        _beside = Address.Page(Navigation) == Address.PairPage ? null : Beside();
    }

    /// <summary>Two values of a dimension can stand beside each other, and one beside another.</summary>
    private (string Href, string Words)? Beside()
    {
        var dimension = _shown.FirstOrDefault(dimension => Scope.Filters.Of(dimension).Count == 2) ?? _shown.FirstOrDefault(dimension => Scope.Filters.Of(dimension).Count == 1);
        return dimension is null ? null : Scope.Filters.Of(dimension) switch
        {
            [var first, var second] => (Address.Pair(Subject ?? Scope, dimension, first, second), Text.CompareThese),
            [var only] => (Address.Pair(Subject ?? Scope, dimension, only), Text.CompareWithAnother),
            _ => null,
        };
    }

    /// <summary>Whoever takes a filter away stands on what is no longer there.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isTaken)
            return;
        _isTaken = false;
        await _add.FocusAsync(preventScroll: true);
    }

    private static string Id(Dimension dimension) => $"filter-{dimension.Parameter}";

    /// <summary>A list begins anew each time, with those chosen on top.</summary>
    private void Open(Dimension dimension)
    {
        _open = dimension;
        _times++;
    }

    private void Take(Dimension? dimension)
    {
        _isTaken = true;
        if (dimension is null || dimension == _open)
            _open = null;
    }

    private void Go(Scope scope) => Navigation.NavigateTo(Address.Rescoped(Navigation.Uri, scope));

    /// <summary>Cardiology, Emergency and 3 more.</summary>
    private string InWords(Dimension dimension)
    {
        var values = Scope.Filters.Of(dimension);
        var named = string.Join(", ", values.Take(MostNamed).Select(value => FilterChoices.Name(dimension, value)));
        return values.Count == 0 ? Text.AnyValue : values.Count <= MostNamed ? named : Sentence.Of(Text.NamedAndMore, named, values.Count - MostNamed);
    }
}
