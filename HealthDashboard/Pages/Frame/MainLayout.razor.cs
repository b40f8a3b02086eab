using HealthDashboard.Access;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace HealthDashboard.Pages.Frame;

/// <summary>The frame of every page: light or dark, with the address one is at.</summary>
public sealed partial class MainLayout : IDisposable
{
    private bool _dark;
    private bool _open;
    private string _here = "";
    private PageFaults? _boundary;

    private string Home => Address.Home(Address.AsOf(Navigation.Uri, Viewer.Reach));

    [CascadingParameter(Name = "InitiallyDark")]
    public bool InitiallyDark { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private AccessOptions Access { get; set; } = default!;

    [Inject]
    private Viewer Viewer { get; set; } = default!;

    [Inject]
    private DisplayOptions Display { get; set; } = default!;

    protected override void OnInitialized()
    {
        _dark = InitiallyDark;
        Navigation.LocationChanged += OnMoved;
        _here = new Uri(Navigation.Uri).PathAndQuery;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var dark = await Js.InvokeAsync<bool>("theme.isDark");
        if (dark == _dark)
            return;
        _dark = dark;
        StateHasChanged();
    }

    private async Task SwitchThemeAsync()
    {
        _dark = !_dark;
        await Js.InvokeVoidAsync("theme.choose", _dark ? "dark" : "light");
    }

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        _here = new Uri(moved.Location).PathAndQuery;
        _open = false;
        _boundary?.Recover();
        InvokeAsync(StateHasChanged);
    }

    public void Dispose() => Navigation.LocationChanged -= OnMoved;
}
