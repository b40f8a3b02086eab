using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Addresses;

/// <summary>What the address one is at asks for, and shows whoever looks at it.</summary>
public static partial class Address
{
    /// <summary>The page in place of whatever is not there.</summary>
    public static string NotFound => "not-found";

    /// <summary>The run of the snapshot that an address asks for; null for the published one.</summary>
    public static string? RunOf(string uri) => Asked(uri)["as_of"].FirstOrDefault();

    /// <summary>All that somebody may see, of the snapshot that an address asks for and shown as it asks for.</summary>
    public static Scope AsOf(string uri, Reach reach)
    {
        var parts = Asked(uri);
        return new Scope { Reach = reach, AsOf = parts["as_of"].FirstOrDefault(), ShareSafe = IsSharedByWall(uri) || AddressQuery.IsShareSafe(name => parts[name].ToArray()) };
    }

    /// <summary>Whether a page withholds small numbers from somebody: as its address asks for, or for their role in the departments that it is about.</summary>
    public static bool IsShared(NavigationManager here, Reach reach) => About(here, reach).ShareSafe;

    /// <summary>Whether it does so whatever its address asks for.</summary>
    public static bool IsAlwaysShared(NavigationManager here, Reach reach) => (About(here, reach) with { ShareSafe = false }).ShareSafe;

    /// <summary>The departments that a page is about, as they stand in its address.</summary>
    private static Scope About(NavigationManager here, Reach reach)
    {
        var asked = Asked(here.Uri);
        IEnumerable<string> departments = Page(here).Split('/') switch
        {
            ["departments", var department] => [Uri.UnescapeDataString(department)],
            [PairPage] => PairedDepartments(asked) ?? asked["department"],
            _ => asked["department"],
        };
        return AsOf(here.Uri, reach).With(Dimensions.Department, departments);
    }

    /// <summary>The ids of the doctors that an address filters by.</summary>
    public static IReadOnlyList<string> DoctorsOf(string uri) => [.. Asked(uri)[Dimensions.Doctor.Parameter!]];

    private static ILookup<string, string> Asked(string uri) => Parts(new Uri(uri)).ToLookup(part => part.Name, part => part.Value, StringComparer.OrdinalIgnoreCase);
}
