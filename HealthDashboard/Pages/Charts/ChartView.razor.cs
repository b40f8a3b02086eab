using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HealthDashboard.Pages.Charts;

/// <summary>Keeps the drawn chart in step with its model and the theme; sends nothing while both stay.</summary>
public sealed partial class ChartView : IAsyncDisposable
{
    private ElementReference _place;
    private IJSObjectReference? _module;
    private ChartModel? _drawn;
    private bool _drawnDark;
    private bool _failed;
    private bool _hasPlace;

    [Parameter, EditorRequired]
    public ChartModel Model { get; set; } = default!;

    /// <summary>What the chart shows, in a sentence.</summary>
    [Parameter, EditorRequired]
    public string Summary { get; set; } = "";

    /// <summary>The name of a saved picture, without its ending; no other chart of the page has it.</summary>
    [Parameter]
    public string FileName { get; set; } = "chart";

    /// <summary>What its menu offers.</summary>
    [Parameter, EditorRequired]
    public Tile Tile { get; set; } = default!;

    [CascadingParameter(Name = "Dark")]
    public bool Dark { get; set; }

    [Inject]
    private ILogger<ChartView> Logger { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>
    /// Where the chart has its place already, what is to be drawn goes out right behind what else changes, and is there when the browser paints it:
    /// after the rendering would be only when the browser has answered, which is another way there and back, and the page painted twice.
    /// </summary>
    protected override void OnParametersSet()
    {
        if (_hasPlace && IsNew)
            _ = DrawBehindAsync();
    }

    private async Task DrawBehindAsync()
    {
        await Task.Yield();
        try
        {
            await DrawAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    protected override Task OnAfterRenderAsync(bool firstRender)
    {
        _hasPlace = Model.Instead is null;
        return DrawAsync();
    }

    private bool IsNew => !ReferenceEquals(Model, _drawn) || Dark != _drawnDark;

    private async Task DrawAsync()
    {
        if (!IsNew)
            return;
        (_drawn, _drawnDark) = (Model, Dark);
        if (Model.Instead is not null)
            return;
        try
        {
            _module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./js/chart.js");
            var failed = !await _module.InvokeAsync<bool>("draw", _place, Written(Model));
            if (failed == _failed)
                return;
            _failed = failed;
            StateHasChanged();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone; there is nothing to draw on.
        }
        catch (JSException fault)
        {
            LogNotDrawn(Logger, fault);
            _failed = true;
            StateHasChanged();
        }
    }

    /// <summary>As JSON already: each circuit would learn anew how to write every type of the model, and remember it for as long as it lives.</summary>
    private static JsonElement Written(ChartModel model) => JsonSerializer.SerializeToElement(model, JsonSerializerOptions.Web);

    /// <summary>The room it is drawn in, which grows with the letters as the drawing does (chart.js).</summary>
    private static string Rem(int pixels) => string.Create(CultureInfo.InvariantCulture, $"{pixels / 16.0:0.###}rem");

    private async Task SaveAsync(string format)
    {
        if (_module is not null)
            await _module.InvokeVoidAsync("save", _place, format, FileName);
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is null)
            return;
        try
        {
            // The chart itself goes with its place: see chart.js.
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // Gone with the page.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A chart could not be drawn")]
    private static partial void LogNotDrawn(ILogger logger, Exception fault);
}
