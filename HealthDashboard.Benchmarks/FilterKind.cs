using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Query;

namespace HealthDashboard.Benchmarks;

/// <summary>What is filtered by, such as "insurer" or "insurer, 13 weeks", and how to make a filter of the kind, with other values each time.</summary>
public sealed record FilterKind(string Name, Func<Random, Scope> Any)
{
    private const int Days = 13 * 7;

    public static FilterKind None { get; } = new("none", _ => Scope.Of(Reach.Everything));

    /// <summary>One value of each dimension one can filter by, and a period.</summary>
    public static IReadOnlyList<FilterKind> Singles(FilterChoices choices) => [.. Narrowings(choices).Select(each => new FilterKind(each.Name, random => each.Narrow(random, Scope.Of(Reach.Everything))))];

    /// <summary>Every two of them together.</summary>
    public static IReadOnlyList<FilterKind> Pairs(FilterChoices choices)
    {
        var single = Narrowings(choices).ToList();
        return
        [
            .. from one in Enumerable.Range(0, single.Count)
               from other in Enumerable.Range(one + 1, single.Count - one - 1)
               let pair = (First: single[one], Second: single[other])
               select new FilterKind($"{pair.First.Name}, {pair.Second.Name}", random => pair.Second.Narrow(random, pair.First.Narrow(random, Scope.Of(Reach.Everything)))),
        ];
    }

    private static IEnumerable<(string Name, Func<Random, Scope, Scope> Narrow)> Narrowings(FilterChoices choices)
    {
        foreach (var dimension in Dimensions.Filters)
        {
            var values = choices.Values(dimension);
            yield return (dimension.Parameter!.Replace('_', ' '), (random, scope) => scope.With(dimension, values[random.Next(values.Count)]));
        }

        var (first, last) = choices.Period;
        yield return ("13 weeks", (random, scope) =>
        {
            var from = first.AddDays(random.Next(Math.Max(1, last.DayNumber - first.DayNumber - Days)));
            return scope with { From = from, To = from.AddDays(Days - 1) };
        }
        );
    }
}
