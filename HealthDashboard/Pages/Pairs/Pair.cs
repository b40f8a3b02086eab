using HealthDashboard.Gold;

namespace HealthDashboard.Pages.Pairs;

/// <summary>One of the two that stand side by side.</summary>
/// <param name="Key">As filters name it; of a period its first day.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Scope">What its numbers are of.</param>
public sealed record Side(string Key, string Name, Scope Scope);

/// <summary>Two of a kind under one filter: two values of a dimension in the same period, or two periods of as many weeks.</summary>
/// <param name="Of">Of what both are values; null where they are periods.</param>
public sealed record Pair(Dimension? Of, Side First, Side Second)
{
    /// <summary>What an address calls the kind of two periods.</summary>
    public const string Period = "period";

    /// <summary>What an address calls the kind.</summary>
    public string Kind => Of?.Parameter ?? Period;

    public IReadOnlyList<Side> Sides => [First, Second];

    /// <summary>What is to be said of both at once is said where small numbers of neither are withheld.</summary>
    public bool IsShareSafe => First.Scope.ShareSafe || Second.Scope.ShareSafe;

    /// <summary>Days from those of the second to those of the first, so that weeks of two periods stand above each other; 0 where both are of the same.</summary>
    public int Shift => Of is null ? First.Scope.From!.Value.DayNumber - Second.Scope.From!.Value.DayNumber : 0;

    /// <summary>The kind that an address asks for by a name; none where it is two periods.</summary>
    /// <returns>Whether there is such a kind.</returns>
    public static bool TryFind(string name, out Dimension? of)
    {
        of = Dimensions.Filters.FirstOrDefault(dimension => dimension.Parameter == name);
        return of is not null || name == Period;
    }
}
