namespace HealthDashboard.Silver;

/// <summary>
/// One spelling per category: names that differ only in case are one, written as it is found most often, ties by ordinal
/// order.
/// </summary>
public sealed class Spellings
{
    private readonly Dictionary<string, long> _counts = [];
    private Dictionary<string, string>? _chosen;

    public void Count(string name)
    {
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
        _chosen = null;
    }

    public string Of(string name)
    {
        _chosen ??= _counts
            .GroupBy(spelling => spelling.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => group.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key,
                StringComparer.OrdinalIgnoreCase);
        return _chosen.GetValueOrDefault(name, name);
    }
}
