using HealthDashboard.Gold;

namespace HealthDashboard.Pages.Addresses;

/// <summary>What a click on a mark, a row or a name filters by: values of dimensions, days, or both.</summary>
/// <param name="Values">At most one of each dimension.</param>
public sealed record Pick(params IReadOnlyList<(Dimension Dimension, string Value)> Values)
{
    /// <summary>The first and the last day; null where it is of no time.</summary>
    public (DateOnly From, DateOnly To)? Days { get; init; }

    public static Pick Of(Dimension dimension, string value) => new((dimension, value));

    /// <summary>Whether a scope is filtered by it already.</summary>
    public bool IsIn(Scope scope) =>
        Values.All(each => scope.Filters.Of(each.Dimension).Contains(each.Value)) && (Days is not { } days || (scope.From, scope.To) == days);

    /// <summary>The scope after a click: by this instead of what its dimensions were filtered by, or without it where the scope was filtered by it. So does pick.js.</summary>
    public Scope Toggled(Scope scope)
    {
        var isIn = IsIn(scope);
        var filtered = Values.Aggregate(scope, (narrowed, each) =>
            narrowed.With(each.Dimension, isIn ? narrowed.Filters.Of(each.Dimension).Where(value => value != each.Value) : [each.Value]));
        return Days is not { } days ? filtered : filtered with { From = isIn ? null : days.From, To = isIn ? null : days.To };
    }
}
