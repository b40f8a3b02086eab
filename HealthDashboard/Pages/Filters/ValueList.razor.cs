using HealthDashboard.Gold;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace HealthDashboard.Pages.Filters;

/// <summary>The values of a dimension to choose from.</summary>
public sealed partial class ValueList
{
    /// <summary>A longer list is read by nobody; letters find what is in it.</summary>
    private const int Most = 50;

    private string _search = "";
    private string _letters = "";
    private IReadOnlyList<string> _onTop = [];
    private IReadOnlyList<(string Value, string Name)> _offered = [];
    private bool _hasMore;
    private IReadOnlyList<string> _chosen = [];
    private IReadOnlyList<string>? _asked;
    private ElementReference _field;

    [Parameter, EditorRequired]
    public FilterChoices FilterChoices { get; set; } = default!;

    [Parameter, EditorRequired]
    public Dimension Dimension { get; set; } = default!;

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    /// <summary>Told the scope with other values.</summary>
    [Parameter, EditorRequired]
    public EventCallback<Scope> Chosen { get; set; }

    private bool IsFull => _chosen.Count >= AddressQuery.MostConditions;

    protected override void OnInitialized()
    {
        _search = Sentence.Of(Text.SearchThe, Format.Name(Dimension).ToLowerInvariant());
        _onTop = Scope.Filters.Of(Dimension);
        Find();
    }

    /// <summary>Whoever chooses faster than pages come is ahead of the address: it is followed again once it has come to the last choice.</summary>
    protected override void OnParametersSet()
    {
        var shown = Scope.Filters.Of(Dimension);
        if (_asked is not null && !shown.SequenceEqual(_asked))
            return;
        (_asked, _chosen) = (null, shown);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _field.FocusAsync(preventScroll: true);
    }

    private void Type(ChangeEventArgs change)
    {
        _letters = change.Value as string ?? "";
        Find();
    }

    private void Find()
    {
        var found = FilterChoices.Find(Dimension, Scope.Department, _letters.Trim(), Most + 1);
        var top = _letters.Length == 0 ? _onTop.Select(value => (value, FilterChoices.Name(Dimension, value))) : [];
        _offered = [.. top, .. found.Take(Most).Where(each => _letters.Length > 0 || !_onTop.Contains(each.Value))];
        _hasMore = found.Count > Most;
    }

    private Task ChooseFirst(KeyboardEventArgs key) =>
        key.Key == "Enter" && _letters.Length > 0 && _offered is [var (value, _), ..] && (!IsFull || _chosen.Contains(value)) ? Toggle(value) : Task.CompletedTask;

    private Task Toggle(string value)
    {
        var scope = Scope.With(Dimension, _chosen.Contains(value) ? _chosen.Where(each => each != value) : [.. _chosen, value]);
        _asked = _chosen = scope.Filters.Of(Dimension);
        return Chosen.InvokeAsync(scope);
    }
}
