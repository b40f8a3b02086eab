
namespace HealthDashboard.Pages.Charts;

/// <summary>Which of the colours of marks stands for which name.</summary>
public static class MarkColours
{
    /// <summary>As many as <c>--mark-1</c> … in app.css: no more can be told apart.</summary>
    public const int Count = 9;

    /// <summary>
    /// A number from 1 for each name, no number twice. A name prefers the same number in every snapshot, so that it keeps its colour when
    /// others come and go, as long as no name before it in the alphabet prefers the same.
    /// </summary>
    /// <param name="names">At most <see cref="Count"/> different ones, of the whole snapshot.</param>
    public static IReadOnlyDictionary<string, int> Of(IEnumerable<string> names)
    {
        var given = new Dictionary<string, int>();
        var free = Enumerable.Range(0, Count).ToHashSet();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var number = Enumerable.Range(Preferred(name), Count).Select(each => each % Count).First(free.Contains);
            free.Remove(number);
            given[name] = number + 1;
        }

        return given;
    }

    /// <summary>The same in every process: FNV-1a.</summary>
    private static int Preferred(string name) => (int)(name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % Count);
}
