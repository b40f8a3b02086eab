
namespace HealthDashboard.Gold;

/// <summary>
/// The values of each dimension that pass: those of one dimension are alternatives, dimensions narrow each other. Never changes; equal
/// to another that lets the same pass, and written as an address, so that results are kept under it.
/// </summary>
public sealed class DimensionFilters : IEquatable<DimensionFilters>
{
    public static DimensionFilters None { get; } = new([]);

    private readonly (Dimension Dimension, string[] Values)[] _filters;

    private DimensionFilters((Dimension, string[])[] filters) => _filters = filters;

    public bool IsNone => _filters.Length == 0;

    /// <summary>In the order of <see cref="Dimensions.Filters"/>, the values ascending.</summary>
    public IEnumerable<(Dimension Dimension, IReadOnlyList<string> Values)> All => _filters.Select(filter => (filter.Dimension, (IReadOnlyList<string>)filter.Values));

    /// <summary>The values of a dimension that pass; none where all do.</summary>
    public IReadOnlyList<string> Of(Dimension dimension) => _filters.FirstOrDefault(filter => filter.Dimension == dimension).Values ?? [];

    /// <summary>The one value that passes; null where several or all do.</summary>
    public string? Only(Dimension dimension) => Of(dimension) is [var only] ? only : null;

    /// <summary>Whether nothing else is filtered by.</summary>
    public bool AreOnlyBy(Dimension dimension) => _filters.All(filter => filter.Dimension == dimension);

    /// <summary>The same with other values of one dimension; with none, all of it passes.</summary>
    public DimensionFilters With(Dimension dimension, IEnumerable<string> values)
    {
        string[] passing = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new([.. Dimensions.Filters.Select(each => (each, each == dimension ? passing : [.. Of(each)])).Where(each => each.Item2.Length > 0)]);
    }

    public bool Equals(DimensionFilters? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as DimensionFilters);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As an address has it: <c>department=Cardiology&amp;insurer=MedCare</c>.</summary>
    public override string ToString() =>
        string.Join('&', _filters.SelectMany(filter => filter.Values.Select(value => $"{filter.Dimension.Parameter}={Uri.EscapeDataString(value)}")));
}
