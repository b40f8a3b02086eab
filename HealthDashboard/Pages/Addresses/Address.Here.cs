using HealthDashboard.Gold;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Addresses;

/// <summary>The page one is on, shown in another way.</summary>
public static partial class Address
{
    /// <summary>The table of the page one is on.</summary>
    public static string Rows(NavigationManager navigation) => new Uri(navigation.Uri).PathAndQuery + "#rows";

    /// <summary>Where one is, as the functions here write it: without the base, and without what is asked there.</summary>
    public static string Page(NavigationManager navigation) => navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0];

    /// <summary>The page one is on in share-safe mode, or out of it.</summary>
    public static string Shared(string uri, bool safe)
    {
        var here = new Uri(uri);
        var kept = Parts(here).Where(part => !part.Name.Equals("share", StringComparison.OrdinalIgnoreCase));
        return here.AbsolutePath + Query(safe ? [.. kept, ("share", "safe")] : [.. kept]);
    }

    /// <summary>The same page of the published snapshot.</summary>
    public static string Published(string uri)
    {
        var here = new Uri(uri);
        return here.AbsolutePath + Query([.. Parts(here).Where(part => part.Name != "as_of")]);
    }

    /// <summary>The filter and the snapshot in an address, as the query of another.</summary>
    public static string FilterOf(string uri) => Query([.. Parts(new Uri(uri)).Where(part => IsFilter(part.Name))]);

    /// <summary>The address of the page one is on, under another scope; what is not the filter's stays, but for the page of the grid.</summary>
    /// <param name="without">What else of the address goes.</param>
    public static string Rescoped(string uri, Scope scope, params IEnumerable<string> without)
    {
        var here = new Uri(uri);
        var kept = Parts(here).Where(part => !IsFilter(part.Name) && part.Name != "page" && !without.Contains(part.Name));
        return here.AbsolutePath + Query([.. Of(scope), .. kept]);
    }

    /// <summary>The address of the page one is on after a click. A month may be shown by its weeks, whose rows have other columns.</summary>
    public static string Picked(string uri, Pick pick, Scope scope) => Rescoped(uri, pick.Toggled(scope), pick.Days is null ? [] : ["by", "sort", "where", "columns"]);

    /// <summary>A filter as the query of whichever page one is on: <c>?department=Cardiology</c>. Followed by pick.js.</summary>
    public static string Relative(Pick pick) => Query(
    [
        .. pick.Values.Select(each => (each.Dimension.Parameter!, each.Value)),
        .. pick.Days is { } days ? new[] { ("from", Scope.Iso(days.From)), ("to", Scope.Iso(days.To)) } : [],
    ]);

    /// <summary>The address of the page one is on, compared with other weeks.</summary>
    public static string Compared(string uri, ComparedWith? with)
    {
        var here = new Uri(uri);
        var kept = Parts(here).Where(part => part.Name is not ("compare" or "then"));
        return here.AbsolutePath + Query(with is null ? [.. kept] : [.. kept, ("compare", with == ComparedWith.YearEarlier ? "year" : "before")]);
    }

    /// <summary>The address of the page one is on, with another choice of what a part of it shows; null for the usual one.</summary>
    /// <param name="part">Where that stands on the page; empty where all of the page shows it.</param>
    public static string Chosen(string uri, string name, string? value, string part)
    {
        var here = new Uri(uri);
        var kept = Parts(here).Where(each => each.Name != name && each.Name != "page");
        return here.AbsolutePath + Query(value is null ? [.. kept] : [.. kept, (name, value)]) + (part.Length > 0 ? $"#{part}" : "");
    }
}
