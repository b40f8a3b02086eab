using System.Globalization;
using System.Text.RegularExpressions;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Silver;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Query;

/// <summary>A filter in an address cannot be used; the message says which and what would do.</summary>
public sealed class UnusableFilterException(string message) : Exception(message);

/// <summary>Reads what an address asks for. The names are the same on every page, on every export and on the command line.</summary>
public static partial class AddressQuery
{
    private const int MostPages = 10_000_000;

    /// <summary>More letters than any name has, and fewer than a search can take.</summary>
    private const int MostLetters = 2000;

    /// <summary>More than a grid has columns, and fewer than a statement can hold.</summary>
    public const int MostConditions = 40;

    /// <summary>Of what was asked for, so many letters are said again.</summary>
    private const int MostSaid = 80;

    /// <summary>The snapshot that is asked for: that of <c>as_of</c>, else the published one; null before the first is published, and while that is damaged.</summary>
    /// <exception cref="UnusableFilterException">It is not kept, it is damaged, or this program cannot read it.</exception>
    public static Snapshot? ReadSnapshot(Func<string, StringValues> query, SnapshotStore store, Reach reach)
    {
        if (store.Current is null || ReadAsOf(query) is not { } runId)
            return store.Readable;
        if (KeptSnapshots.Find(store, runId, reach) is not { } snapshot)
            throw new UnusableFilterException($"There is no snapshot “{Said(runId)}”. Kept are {string.Join(", ", KeptSnapshots.Ids(store, reach))}.");
        if (snapshot.Damage(surely: true) is { } damage)
            throw new UnusableFilterException(SnapshotStore.Damaged(snapshot, damage));
        return GoldLayer.CanRead(snapshot)
            ? snapshot
            : throw new UnusableFilterException($"The snapshot “{Said(runId)}” was made by another version of the program, and this one cannot read it.");
    }

    public static string? ReadAsOf(Func<string, StringValues> query) => One(query, "as_of");

    /// <summary>Whether small numbers are withheld. Whoever writes it wrong means it all the same, and is told so by <see cref="ReadScope"/>.</summary>
    public static bool IsShareSafe(Func<string, StringValues> query) => query("share").Any(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>What is asked for, within the reach of whoever the choices are for.</summary>
    /// <exception cref="UnusableFilterException">A value is not known or not a date.</exception>
    public static Scope ReadScope(Func<string, StringValues> query, FilterChoices choices)
    {
        var scope = new Scope
        {
            Reach = choices.Reach,
            Filters = ReadFilters(query, choices),
            From = Date(query, "from"),
            To = Date(query, "to"),
            AsOf = ReadAsOf(query),
            ShareSafe = IsShareSafe(query),
        };
        if (scope.IsSharedOnDemand && One(query, "share") is { } share and not "safe")
            throw new UnusableFilterException($"There is no way to share “{Said(share)}”. Expected share=safe.");
        if (scope.From > scope.To)
            throw new UnusableFilterException($"The period ends before it begins: from={Scope.Iso(scope.From!.Value)}, to={Scope.Iso(scope.To!.Value)}.");
        return scope;
    }

    /// <summary>Each dimension as often as wanted: the values of one are alternatives.</summary>
    private static DimensionFilters ReadFilters(Func<string, StringValues> query, FilterChoices choices) =>
        Dimensions.Filters.Aggregate(DimensionFilters.None, (filters, dimension) =>
        {
            var values = Several(query, dimension.Parameter!);
            return values.FirstOrDefault(value => !choices.Has(dimension, value)) is { } unknown
                ? throw new UnusableFilterException(choices.Unknown(dimension, Said(unknown)))
                : filters.With(dimension, values);
        });

    private static List<string> Several(Func<string, StringValues> query, string name)
    {
        var values = query(name).Select(text => Short(name, (text ?? "").Trim())).Where(text => text.Length > 0).ToList();
        return values.Count <= MostConditions
            ? values
            : throw new UnusableFilterException($"The filter {name} is given {values.Count} times. Expected at most {MostConditions}.");
    }

    /// <summary>A view by weeks, months, quarters or years, as <c>by</c> says; by weeks where it says nothing, since a script's rows must not change by themselves.</summary>
    /// <exception cref="UnusableFilterException">There is no such grain, or the view's rows are of no time.</exception>
    public static GoldView ReadBy(Func<string, StringValues> query, GoldView view) => One(query, "by") switch
    {
        null => view,
        var by when !view.IsByTime => throw new UnusableFilterException(
            $"The rows of {view.Name} are of no time, so by={Said(by)} cannot be used. Those of {string.Join(" and ", Gold.Views.GoldCatalog.All.Where(each => each.IsByTime).Select(each => each.Name))} are."),
        var by => view.By(Enum.GetValues<TimeGrain>().Select(grain => (TimeGrain?)grain).FirstOrDefault(grain => Dimensions.Of(grain!.Value).Name == by)
            ?? throw new UnusableFilterException($"by={Said(by)} is not understood. Expected {string.Join(", ", Enum.GetValues<TimeGrain>().Select(grain => Dimensions.Of(grain).Name))}.")),
    };

    /// <summary>The measure of some that is asked for; the first where none is.</summary>
    /// <exception cref="UnusableFilterException">There is no such measure among them.</exception>
    public static string ReadMeasure(Func<string, StringValues> query, IEnumerable<string> known) => One(query, "measure") is not { } asked ? known.First()
        : known.Contains(asked) ? asked
        : throw new UnusableFilterException($"There is no measure “{Said(asked)}” here. Known are {string.Join(", ", known)}.");

    /// <exception cref="UnusableFilterException">A column is not the view's, or a condition is not understood.</exception>
    public static GridQuery ReadGrid(Func<string, StringValues> query, GoldView view)
    {
        var sort = One(query, "sort");
        var conditions = query("where").OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (conditions.Count > MostConditions)
            throw new UnusableFilterException($"There are {conditions.Count} conditions. Expected at most {MostConditions}.");
        return new GridQuery
        {
            Sort = sort is null ? null : Known(view, sort.TrimStart('-')).Name,
            Descending = sort is ['-', ..],
            Search = One(query, "q"),
            Columns = One(query, "columns") is { } columns ? [.. columns.Split(',').Select(name => Known(view, name).Name)] : [],
            Filters = [.. conditions.Select(text => ReadFilter(Short("where", text), view))],
        };
    }

    /// <summary>A page number, from 1 to far beyond any grid; anything else is the first page.</summary>
    public static int ReadPage(Func<string, StringValues> query) =>
        int.TryParse(query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= MostPages ? page : 1;

    private static ColumnFilter ReadFilter(string text, GoldView view)
    {
        var match = Filter().Match(text);
        if (!match.Success)
            throw new UnusableFilterException($"The condition “{Said(text)}” is not understood. Expected a column, one of ~ = >= <= and a value.");
        var filter = new ColumnFilter(Known(view, match.Groups[1].Value).Name, match.Groups[2].Value, match.Groups[3].Value.Trim());
        var compares = filter.Operator is ">=" or "<=";
        var column = view.Column(filter.Column);
        if (compares && !column.IsNumeric)
            throw new UnusableFilterException($"The column {filter.Column} holds text. Expected ~ (contains) or = (equals).");
        if (!compares && column.IsNumeric)
            throw new UnusableFilterException($"The column {filter.Column} holds numbers. Expected >= or <=.");
        if (compares && !(double.TryParse(filter.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
            throw new UnusableFilterException($"“{Said(filter.Value)}” is not a number to compare {filter.Column} with.");
        return filter;
    }

    private static Column Known(GoldView view, string column) =>
        view.Find(column)
        ?? throw new UnusableFilterException($"{view.Name} has no column “{Said(column)}”. Known are {string.Join(", ", view.Columns.Select(known => known.Name))}.");

    /// <summary>What two stretches of weeks are compared: those just before, or those of a year earlier.</summary>
    /// <exception cref="UnusableFilterException">Neither is asked for.</exception>
    public static ComparedWith ReadComparedWith(Func<string, StringValues> query) => One(query, "compare") switch
    {
        null or "before" => ComparedWith.Before,
        "year" => ComparedWith.YearEarlier,
        var other => throw new UnusableFilterException($"compare={Said(other)} is not understood. Expected before or year."),
    };

    /// <summary>What an address says once; null where it says nothing.</summary>
    /// <exception cref="UnusableFilterException">It is said several times, or is longer than anything one can ask for.</exception>
    public static string? One(Func<string, StringValues> query, string name)
    {
        var values = query(name);
        if (values.Count > 1)
            throw new UnusableFilterException($"The filter {name} is given {values.Count} times. Expected once.");
        var text = Short(name, values.ToString().Trim());
        return text.Length == 0 ? null : text;
    }

    /// <summary>What was asked for, as a refusal repeats it.</summary>
    public static string Said(string text) => text.Length <= MostSaid ? text : text[..MostSaid] + "…";

    private static string Short(string name, string text) => text.Length <= MostLetters
        ? text
        : throw new UnusableFilterException($"The value of {name} has {text.Length} letters. Expected at most {MostLetters}.");

    /// <exception cref="UnusableFilterException">It is no date.</exception>
    public static DateOnly? Date(Func<string, StringValues> query, string name) => One(query, name) switch
    {
        null => null,
        var text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        var text => throw new UnusableFilterException($"{name}={Said(text)} is not a date. Expected one written like 2025-03-03."),
    };

    [GeneratedRegex("^([a-z0-9_]+)(~|>=|<=|=)(.+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Filter();
}
