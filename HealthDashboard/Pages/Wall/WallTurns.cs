using System.Globalization;
using System.Text.RegularExpressions;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Wall;

/// <summary>The pages that a screen on the wall turns by itself. All of it is in the address, so a restart of anything loses nothing.</summary>
/// <param name="Seconds">How long a page, or as much of it as fits on the screen, stands there.</param>
/// <param name="Pages">Relative, as the dashboard's own addresses.</param>
/// <param name="At">The place of the one that is shown; before the first where it is none of them.</param>
public sealed partial record WallTurns(int Seconds, IReadOnlyList<string> Pages, int At)
{
    public const int Usual = 30;

    private const int Fewest = 5;
    private const int Most = 3600;
    private const string Overview = "overview";
    private const string Departments = "departments";
    private const int MostTurns = 50;

    /// <summary>Turned to next; the same one where there is no other.</summary>
    public string Next => Pages[(At + 1) % Pages.Count];

    /// <summary>What an address asks for. Without a <c>turn</c> the overview turns through itself and each department, and any other page stays.</summary>
    /// <param name="departments">All that may be seen.</param>
    /// <exception cref="UnusableFilterException">A part of it is not understood.</exception>
    public static WallTurns Of(NavigationManager navigation, IReadOnlyList<string> departments)
    {
        var here = Address.OfTurn(navigation, navigation.Uri);
        var asked = Address.Turns(navigation.Uri).ToList();
        if (asked.Count == 0 && here.Length == 0)
            asked = [Overview, Departments];
        if (asked.Count > MostTurns)
            throw new UnusableFilterException($"The wall is given {asked.Count} pages to turn. Expected at most {MostTurns}.");
        var turns = asked.Count > 0 ? asked.SelectMany(turn => PagesOf(turn, departments)) : [here];
        // Of an empty hospital there is the overview.
        List<string> pages = [.. turns.DefaultIfEmpty("").Select(page => Address.OfTurn(navigation, new Uri(new Uri(navigation.BaseUri), page).ToString())).Distinct()];
        return new WallTurns(SecondsOf(Address.Seconds(navigation.Uri) ?? ""), [.. pages.Select(page => Address.OnSameWall("./" + page, navigation.Uri, asked))], pages.IndexOf(here));
    }

    private static int SecondsOf(string text) =>
        text.Length == 0 ? Usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= Fewest and <= Most ? seconds
        : throw new UnusableFilterException($"wall={AddressQuery.Said(text)} is not understood. Expected seconds from {Fewest} to {Most}, such as wall={Usual}.");

    /// <summary>The overview of it: a page about it does not fit on a screen.</summary>
    private static string OfDepartment(string department) => Address.Relative(Pick.Of(Dimensions.Department, department));

    private static IEnumerable<string> PagesOf(string turn, IReadOnlyList<string> departments) => turn switch
    {
        Overview => [""],
        Departments => departments.Select(OfDepartment),
        _ when Page().IsMatch(turn) => [turn],
        _ => throw new UnusableFilterException($"turn={AddressQuery.Said(turn)} is not understood. Expected {Overview}, {Departments} for each of them, or a page of the dashboard such as explore or gold/insurance_summary."),
    };

    /// <summary>Relative to the dashboard, whatever stands in it: no other host, and nothing that a browser would run.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9_%~-]+(/[A-Za-z0-9_.%~-]+)*(\?[^#\\]*)?\z|^\?[^#\\]*\z")]
    private static partial Regex Page();
}
