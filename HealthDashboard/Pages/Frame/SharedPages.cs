using HealthDashboard.Access;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Addresses;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Frame;

/// <summary>
/// The pages that share-safe mode shows: those whose every number comes out of <see cref="Query.ViewReader"/> under the one scope of
/// their address. A page that is not named here is refused in that mode, so that a new one is until somebody has thought about it.
/// </summary>
public static class SharedPages
{
    /// <summary>Why the page one is on is not shown in the mode of its address, in a sentence; null when it is.</summary>
    public static string? Refusal(NavigationManager here, Reach reach) => Address.IsShared(here, reach) ? Why(here, reach) : null;

    /// <summary>The same for whatever mode: null for a page that can be shown share-safe.</summary>
    public static string? Why(NavigationManager here, Reach reach) => Address.Page(here).Trim('/').Split('/') switch
    {
        ["" or "explore" or "glossary" or Addresses.Address.PairPage] or ["departments" or "doctors", _] => null,
        ["gold", var view] => GoldCatalog.Find(Uri.UnescapeDataString(view)) is not { HasRowPerPerson: true } ? null
            : Address.IsAlwaysShared(here, reach) ? Text.NoPersonForViewers : Text.NoPersonShared,
        // To whoever is no admin of everything it says no more than what data there are; notes are read by all whose departments they are about.
        ["pipeline"] when !reach.IsAdminOfAll => null,
        ["audit" or "annotations"] when Address.IsAlwaysShared(here, reach) => null,
        _ => Address.IsAlwaysShared(here, reach) ? Text.NoRecordsForViewers : Text.NoRecordsShared,
    };
}
