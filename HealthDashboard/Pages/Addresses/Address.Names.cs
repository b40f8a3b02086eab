using HealthDashboard.Gold.Views;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Addresses;

/// <summary>Where names of patients are revealed for a while.</summary>
public static partial class Address
{
    /// <summary>Asks for a reason.</summary>
    public static string Names => "names";

    /// <summary>Where the form with the reason is sent.</summary>
    public static string Reveal => Names + "/reveal";

    public static string HideNames => Names + "/hide";

    /// <summary>The same, and back to where one is.</summary>
    public static string NamesFrom(NavigationManager here) => Names + Query([("back", Here(here))]);

    /// <summary>Where one is, with what is asked there.</summary>
    public static string Here(NavigationManager navigation) => navigation.ToBaseRelativePath(navigation.Uri).Split('#')[0];

    /// <summary>Whether names of patients would stand on the page one is on.</summary>
    public static bool HasNames(NavigationManager here) => Page(here).Split('/') switch
    {
        ["patients", _] => true,
        ["gold", var view] => GoldCatalog.Find(Uri.UnescapeDataString(view)) is { HasRowPerPerson: true },
        _ => false,
    };
}
