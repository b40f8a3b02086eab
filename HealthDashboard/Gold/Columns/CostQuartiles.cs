namespace HealthDashboard.Gold.Columns;

/// <summary>The lowest cost of the treatments of each group, the quartiles and the highest.</summary>
public sealed class CostQuartiles
{
    private const int Quarters = 4;

    private readonly double?[] _costs;

    /// <param name="costs">By group, in cents and ascending.</param>
    internal CostQuartiles(ArraySegment<int>[] costs)
    {
        _costs = new double?[costs.Length * (Quarters + 1)];
        for (var place = 0; place < _costs.Length; place++)
            _costs[place] = Of(costs[place / (Quarters + 1)], place % (Quarters + 1));
    }

    /// <summary>So many quarters of the way from the lowest to the highest; null where there is no treatment.</summary>
    public double? Of(int group, int quarters) => _costs[(group * (Quarters + 1)) + quarters];

    /// <summary>By linear interpolation (type 7), in whole quarters of a cent.</summary>
    private static double? Of(ArraySegment<int> ascending, int quarters)
    {
        if (ascending.Count == 0)
            return null;
        var (place, rest) = Math.DivRem((ascending.Count - 1L) * quarters, Quarters);
        var next = Math.Min(place + 1, ascending.Count - 1L);
        return (((long)ascending[(int)place] * (Quarters - rest)) + (ascending[(int)next] * rest)) / (Quarters * 100.0);
    }
}
