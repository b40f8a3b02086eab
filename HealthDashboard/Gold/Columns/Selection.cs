namespace HealthDashboard.Gold.Columns;

/// <summary>A row before it is made: what it is ordered by, in this order, and which row it is.</summary>
internal readonly record struct Place(double First, double Second, int Group, int Row) : IComparable<Place>
{
    public int CompareTo(Place other) =>
        First != other.First ? (First < other.First ? -1 : 1)
        : Second != other.Second ? (Second < other.Second ? -1 : 1)
        : Group.CompareTo(other.Group);
}

/// <summary>Finds the rows of one page among many without putting the others in order.</summary>
/// <param name="most">How many rows come before the end of the page.</param>
/// <param name="all">At most so many are added.</param>
internal sealed class Selection(int most, int all)
{
    private readonly Place[] _kept = new Place[most > all / 2 ? all : Math.Max(2 * most, 1)];
    private int _count;

    /// <summary>What comes first in the order and lies beyond cannot be on the page any more.</summary>
    public double Last { get; private set; } = double.PositiveInfinity;

    public void Add(Place place)
    {
        if (_count == _kept.Length)
            Shrink();
        _kept[_count++] = place;
    }

    /// <summary>The places from <paramref name="offset"/> to the end of the page, in their order.</summary>
    public ReadOnlyMemory<Place> Page(int offset)
    {
        var end = Math.Min(most, _count);
        if (offset >= end)
            return default;
        Split(_kept.AsSpan(0, _count), end);
        Split(_kept.AsSpan(0, end), offset);
        Array.Sort(_kept, offset, end - offset);
        return _kept.AsMemory(offset..end);
    }

    private void Shrink()
    {
        Split(_kept, most);
        _count = most;
        Last = double.NegativeInfinity;
        foreach (var place in _kept.AsSpan(0, most))
            Last = Math.Max(Last, place.First);
    }

    /// <summary>Brings the first so many to the front, in any order.</summary>
    private static void Split(Span<Place> places, int first)
    {
        while (first > 0 && first < places.Length)
        {
            var pivot = Middle(places[0], places[places.Length / 2], places[^1]);
            var (low, high) = (0, places.Length - 1);
            while (low <= high)
            {
                while (places[low].CompareTo(pivot) < 0)
                    low++;
                while (places[high].CompareTo(pivot) > 0)
                    high--;
                if (low <= high)
                {
                    (places[low], places[high]) = (places[high], places[low]);
                    low++;
                    high--;
                }
            }

            if (first <= high)
                places = places[..(high + 1)];
            else if (first <= low)
                return;
            else
            {
                places = places[low..];
                first -= low;
            }
        }
    }

    private static Place Middle(Place a, Place b, Place c)
    {
        var (low, high) = a.CompareTo(b) < 0 ? (a, b) : (b, a);
        return c.CompareTo(low) < 0 ? low : c.CompareTo(high) > 0 ? high : c;
    }
}
