using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Frame;

/// <summary>An icon of MudBlazor's, as markup that all pages share: as a component, each icon is some kilobytes of every open page, and a page has two dozen.</summary>
public static class SvgIcon
{
    private static readonly ConcurrentDictionary<(string Shape, string Size), MarkupString> Known = new();

    /// <param name="shape">The inside of the picture, such as <c>Icons.Material.Filled.Search</c>.</param>
    public static MarkupString Of(string shape) => Drawn(shape, "medium");

    /// <inheritdoc cref="Of"/>
    public static MarkupString Small(string shape) => Drawn(shape, "small");

    private static MarkupString Drawn(string shape, string size) => Known.GetOrAdd((shape, size), static icon => new(
        $"""<svg class="mud-icon-root mud-svg-icon mud-icon-size-{icon.Size}" focusable="false" viewBox="0 0 24 24" aria-hidden="true" role="img">{icon.Shape}</svg>"""));
}
