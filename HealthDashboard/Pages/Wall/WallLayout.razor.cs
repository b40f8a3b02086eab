using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HealthDashboard.Pages.Wall;

/// <summary>A page on a wall, which turns with the addresses and when new data are published.</summary>
public sealed partial class WallLayout : IDisposable
{
    private WallTurns _turns = new(WallTurns.Usual, [""], 0);
    private string _here = "";
    private string? _problem;
    private PageFaults? _boundary;

    [Inject]
    private SnapshotStore Store { get; set; } = default!;

    [Inject]
    private PageAudit Audit { get; set; } = default!;

    protected override void OnInitialized()
    {
        Store.Published += Look;
        Navigation.LocationChanged += OnMoved;
    }

    protected override void OnParametersSet()
    {
        var before = _here;
        _here = new Uri(Navigation.Uri).PathAndQuery;
        _problem = null;
        if (!Viewer.IsLetIn)
            return;
        // As beside any page: whoever asks for more than is theirs leaves a trace.
        if (_here != before && Address.IsAlwaysShared(Navigation, Viewer.Reach) && Address.Page(Navigation) != Address.NotFound && SharedPages.Refusal(Navigation, Viewer.Reach) is not null)
            Audit.Refuse();
        try
        {
            _turns = WallTurns.Of(Navigation, Store.Readable is { } snapshot ? FilterChoices.Of(snapshot, Viewer.Reach).Departments : []);
        }
        catch (UnusableFilterException unusable)
        {
            _problem = unusable.Message;
            _turns = new WallTurns(WallTurns.Usual, [_here], 0);
        }
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved) => Look();

    private void Look() => InvokeAsync(() =>
    {
        OnParametersSet();
        StateHasChanged();
    });

    public void Dispose()
    {
        Store.Published -= Look;
        Navigation.LocationChanged -= OnMoved;
    }
}
