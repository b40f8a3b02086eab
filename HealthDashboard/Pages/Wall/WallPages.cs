using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Wall;

/// <summary>What a screen on the wall shows: everybody who passes sees it, so nothing that names a person, patient or doctor. A page that is not named here is refused.</summary>
public static class WallPages
{
    /// <summary>Why the page one is on is not shown on a wall, in a sentence; null when it is, and where there is no wall.</summary>
    /// <param name="asIfOnWall">Whether it would be shown.</param>
    public static string? Refusal(NavigationManager here, bool asIfOnWall = false) => !(asIfOnWall || Address.IsOnWall(here.Uri)) || Shows(here) ? null : Text.NotOnWall;

    /// <summary>Whether no row of it stands for a person.</summary>
    public static bool NamesNobody(GoldView view) => !view.Columns.Any(column => column.Kind is ColumnKind.Doctor or ColumnKind.Patient);

    private static bool Shows(NavigationManager here) => Address.DoctorsOf(here.Uri).Count == 0 && Address.Page(here).Trim('/').Split('/') switch
    {
        ["" or "explore" or "insurance" or "cost-change"] or ["departments", _] => true,
        ["gold", var view] => GoldCatalog.Find(Uri.UnescapeDataString(view)) is not { } known || NamesNobody(known),
        _ => false,
    };
}
