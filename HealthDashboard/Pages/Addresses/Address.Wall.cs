using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Addresses;

/// <summary>A screen on the wall: <c>wall=30</c> turns pages every 30 seconds, each <c>turn</c> names one, <c>numbers=all</c> shows small ones, too, and <c>look=light</c> has it light.</summary>
public static partial class Address
{
    public const string OnWallParameter = "wall";
    public const string Turn = "turn";
    public const string Look = "look";
    public const string LightLook = "light";

    private const string Numbers = "numbers";
    private const string AllNumbers = "all";

    private static readonly string[] OfWall = [OnWallParameter, Turn, Look, Numbers];

    /// <summary>The overview and each department, turned by themselves.</summary>
    public static string Wall => "./" + Query([(OnWallParameter, "30")]);

    public static bool IsOnWall(string uri) => Asked(uri).Contains(OnWallParameter);

    public static string? Seconds(string uri) => Asked(uri)[OnWallParameter].FirstOrDefault();

    public static IEnumerable<string> Turns(string uri) => Asked(uri)[Turn];

    /// <summary>Whether small numbers are withheld because everybody who passes sees them.</summary>
    public static bool IsSharedByWall(string uri) => IsOnWall(uri) && !Asked(uri)[Numbers].SequenceEqual([AllNumbers]);

    public static bool IsLightWall(string uri) => Asked(uri)[Look].Contains(LightLook);

    /// <summary>The page one is on, on a wall.</summary>
    /// <param name="plain">With small numbers, too.</param>
    public static string OnWall(string uri, int seconds, bool plain) => new Uri(uri).AbsolutePath + Query(
    [
        .. OfPage(uri),
        (OnWallParameter, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        .. plain ? new[] { (Numbers, AllNumbers) } : [],
    ]);

    /// <summary>The whole address of the page itself; what was share-safe stays so.</summary>
    public static string OffWall(string uri)
    {
        var isSafe = IsSharedByWall(uri) || AddressQuery.IsShareSafe(name => Asked(uri)[name].ToArray());
        return new Uri(uri).GetLeftPart(UriPartial.Path) + Query([.. OfPage(uri), .. isSafe ? new[] { ("share", "safe") } : []]);
    }

    /// <summary>A page among those that are turned, relative to the dashboard: the same for the same page, however it is written.</summary>
    public static string OfTurn(NavigationManager here, string uri) => here.ToBaseRelativePath(new Uri(uri).GetLeftPart(UriPartial.Path)) + Query([.. OfPage(uri)]);

    /// <summary>What of an address is the page's own.</summary>
    private static IEnumerable<(string Name, string Value)> OfPage(string uri) =>
        Parts(new Uri(uri)).Where(part => !OfWall.Contains(part.Name, StringComparer.OrdinalIgnoreCase) && !part.Name.Equals("share", StringComparison.OrdinalIgnoreCase));

    /// <summary>A page of the dashboard on the same wall.</summary>
    /// <param name="page">Relative, such as <c>explore?measure=num_visits</c>.</param>
    /// <param name="turns">What is turned, as it stands in the address.</param>
    public static string OnSameWall(string page, string uri, IEnumerable<string> turns)
    {
        var kept = Parts(new Uri(uri)).Where(part => part.Name is OnWallParameter or Look or Numbers or "share");
        var query = Query([.. kept, .. turns.Select(turn => (Turn, turn))]);
        return page + (page.Contains('?', StringComparison.Ordinal) ? "&" + query[1..] : query);
    }
}
