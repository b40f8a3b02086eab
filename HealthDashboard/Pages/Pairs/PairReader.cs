using HealthDashboard.Gold;
using HealthDashboard.Pages.Boards;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Primitives;

namespace HealthDashboard.Pages.Pairs;

/// <summary>Which two an address lays side by side, and over which weeks.</summary>
/// <param name="query">The values of a name in the address.</param>
public sealed class PairReader(ViewReader reader, Snapshot snapshot, Scope scope, Func<string, StringValues> query)
{
    /// <summary>So many of the largest are looked at for two that can stand beside each other where the address names none.</summary>
    private const int Candidates = 4;

    private readonly FilterChoices _choices = FilterChoices.Of(snapshot, scope.Reach);

    /// <summary>Of what both are values; null where they are periods.</summary>
    public Dimension? Of { get; } = ReadOf(scope, query);

    /// <summary>Nobody filters by what is compared.</summary>
    public Scope Others => Of is null ? scope : scope.With(Of);

    /// <summary>The weeks of both, or both periods; null where the data does not hold them.</summary>
    public PeriodComparison? Weeks => Of is not null ? PeriodComparison.Of(Others, _choices.Period, ComparedWith.Before)
        : scope.ShareSafe ? null
        : PeriodComparison.Read(query, scope, _choices.Period);

    /// <summary>Null where there are no two.</summary>
    /// <exception cref="UnusableFilterException">One is not known, or both are the same.</exception>
    public async Task<Pair?> ReadAsync() => Of is not null ? await ValuesAsync(Of) : Weeks is not { } weeks ? null : new Pair(null, OfPeriod(weeks.After), OfPeriod(weeks.Before));

    /// <summary>What the address says; else what it is filtered by twice, or at all.</summary>
    /// <exception cref="UnusableFilterException">There is no such kind.</exception>
    private static Dimension? ReadOf(Scope scope, Func<string, StringValues> query)
    {
        if (AddressQuery.One(query, "of") is not { } name)
            return Dimensions.Filters.FirstOrDefault(dimension => scope.Filters.Of(dimension).Count == 2) ?? Dimensions.Filters.FirstOrDefault(dimension => scope.Filters.Of(dimension).Count > 0) ?? Dimensions.Department;
        return Pair.TryFind(name, out var of) ? of
            : throw new UnusableFilterException($"of={AddressQuery.Said(name)} is not understood. Expected {string.Join(", ", Dimensions.Filters.Select(dimension => dimension.Parameter))} or {Pair.Period}.");
    }

    private static Side OfPeriod(Scope period) => new(Scope.Iso(period.From!.Value), Format.Days(period), period);

    /// <summary>The two that the address names; in place of one that it does not name what is filtered by, or the one with the highest cost.</summary>
    private async Task<Pair?> ValuesAsync(Dimension of)
    {
        var (first, second) = (Asked("a"), Asked("b"));
        if (first is not null && first == second)
            throw new UnusableFilterException($"a and b are both “{AddressQuery.Said(first)}”. Expected two that differ.");
        var period = Weeks?.After ?? Others;
        if (first is null || second is null)
        {
            var usual = await UsualAsync(of, period);
            first ??= usual.FirstOrDefault(value => value != second);
            second ??= usual.FirstOrDefault(value => value != first);
        }

        return first is null || second is null ? null : new Pair(of, Side(first), Side(second));

        Side Side(string value) => new(value, _choices.Name(of, value), period.With(of, value));

        string? Asked(string name) => AddressQuery.One(query, name) is not { } value ? null
            : _choices.Has(of, value) ? value : throw new UnusableFilterException(_choices.Unknown(of, AddressQuery.Said(value)));
    }

    private async Task<IReadOnlyList<string>> UsualAsync(Dimension of, Scope period)
    {
        var filtered = scope.Filters.Of(of);
        var largest = Board.Find(of, Measures.Cost) is ({ } view, { } column)
            ? (await reader.ReadAsync(snapshot, view, period, GridQuery.AllRows with { Sort = column.Name, Descending = true }, 0, Candidates)).Rows.Select(row => (string)view.Key.Value(row)!)
            : [];
        return [.. filtered, .. largest.Concat(_choices.Values(of).Take(Candidates)).Except(filtered)];
    }
}
