using HealthDashboard.Gold;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Signals;

namespace HealthDashboard.Pages.Addresses;

/// <summary>Two of a kind side by side.</summary>
public static partial class Address
{
    /// <summary>The page of it, as <see cref="Page"/> says it.</summary>
    public const string PairPage = "compare";

    private const string PairOf = "of";
    private const string PairFirst = "a";
    private const string PairSecond = "b";

    /// <param name="of">Of what both are values; null for what is filtered by, else departments.</param>
    /// <param name="first">Null for one that the page chooses; so is the second.</param>
    public static string Pair(Scope? scope = null, Dimension? of = null, string? first = null, string? second = null) =>
        PairPage + Query([.. of is null ? [] : OfPair(of.Parameter!, first, second), .. Of(of is null ? scope : scope?.With(of))]);

    /// <summary>The page one is on, with two others beside each other; what else it shows stays.</summary>
    /// <param name="scope">What both are filtered by.</param>
    /// <param name="kind">A dimension's name in addresses, or that of periods.</param>
    public static string Paired(string uri, Scope scope, string kind, string? first, string? second)
    {
        var here = new Uri(uri);
        var kept = Parts(here).Where(part => !IsFilter(part.Name) && part.Name is not (PairOf or PairFirst or PairSecond or "then" or "compare" or "page"));
        return here.AbsolutePath + Query([.. OfPair(kind, first, second), .. Of(scope), .. kept]);
    }

    /// <summary>The numbers of the two that are shown side by side, as a file: whatever the address one is at asks for, it may not be understood.</summary>
    /// <param name="scope">What both are filtered by.</param>
    public static string PairCsv(Scope scope, Pair pair) => PairPage + ".csv" + Query(
        pair.Of is { } of ? [.. OfPair(pair.Kind, pair.First.Key, pair.Second.Key), .. Of(scope.With(of))]
        : [.. OfPair(pair.Kind, null, null), .. Of(pair.First.Scope), (PeriodComparison.Then, pair.Second.Key)]);

    /// <summary>The departments that stand beside each other, as they stand in an address; null where those are none.</summary>
    private static IEnumerable<string>? PairedDepartments(ILookup<string, string> asked) =>
        asked[PairOf].FirstOrDefault() == Dimensions.Department.Parameter && asked[PairFirst].Concat(asked[PairSecond]).ToList() is { Count: > 0 } departments ? departments : null;

    private static IEnumerable<(string Name, string Value)> OfPair(string kind, string? first, string? second) =>
    [
        (PairOf, kind),
        .. first is null ? [] : new[] { (PairFirst, first) },
        .. second is null ? [] : new[] { (PairSecond, second) },
    ];
}
