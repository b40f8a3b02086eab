namespace HealthDashboard.Tests.Support;

/// <summary>Sums that somebody knows who has seen some numbers and not others: whoever is clever enough finds what follows from them.</summary>
public sealed class LinearSystem
{
    private const long Prime = 2_147_483_629;

    private readonly Dictionary<string, int> _places = [];
    private readonly List<(Dictionary<int, long> Terms, decimal Sum)> _equations = [];

    /// <summary>Adds that the members come to the total; null is a number not seen.</summary>
    public void Add(IEnumerable<(string Name, decimal? Value)> members, (string Name, decimal? Value) total)
    {
        var (terms, sum) = (new Dictionary<int, long>(), 0m);
        foreach (var (name, value, factor) in members.Select(member => (member.Name, member.Value, 1)).Append((total.Name, total.Value, -1)))
        {
            _places.TryAdd(name, _places.Count);
            if (value is { } seen)
                sum -= factor * seen;
            else
                terms[_places[name]] = factor;
        }

        if (terms.Count > 0)
            _equations.Add((terms, sum));
    }

    /// <summary>What can be worked out exactly by adding and subtracting the sums (Gauss and Jordan, modulo a prime).</summary>
    public IEnumerable<string> Determined()
    {
        var rows = _equations.Select(equation =>
        {
            var row = new long[_places.Count];
            foreach (var (place, factor) in equation.Terms)
                row[place] = (factor + Prime) % Prime;
            return row;
        }).ToList();
        var rank = 0;
        for (var column = 0; column < _places.Count && rank < rows.Count; column++)
        {
            var pivot = rows.FindIndex(rank, row => row[column] != 0);
            if (pivot < 0)
                continue;
            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            var inverse = Power(rows[rank][column], Prime - 2);
            for (var i = column; i < _places.Count; i++)
                rows[rank][i] = rows[rank][i] * inverse % Prime;
            foreach (var row in rows.Where(row => row != rows[rank] && row[column] != 0))
            {
                var factor = Prime - row[column];
                for (var i = column; i < _places.Count; i++)
                    row[i] = (row[i] + (factor * rows[rank][i])) % Prime;
            }

            rank++;
        }

        return rows.Take(rank).Where(row => row.Count(factor => factor != 0) == 1).Select(row => Name(Array.FindIndex(row, factor => factor != 0)));
    }

    /// <summary>What is left with a single possible value when every number not seen is at least as much as it says (narrowing bounds).</summary>
    public IEnumerable<string> Narrowed(decimal least)
    {
        var (low, high) = (Enumerable.Repeat(least, _places.Count).ToArray(), Enumerable.Repeat(1e15m, _places.Count).ToArray());
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var (terms, sum) in _equations)
            {
                var (least0, most0) = (terms.Sum(term => Term(term, high, low)), terms.Sum(term => Term(term, low, high)));
                foreach (var (place, factor) in terms)
                {
                    var term = KeyValuePair.Create(place, factor);
                    var (a, b) = ((sum - most0 + Term(term, low, high)) / factor, (sum - least0 + Term(term, high, low)) / factor);
                    var (from, to) = (Math.Min(a, b), Math.Max(a, b));
                    if (from > low[place])
                        (low[place], moved) = (from, true);
                    if (to < high[place])
                        (high[place], moved) = (to, true);
                    (least0, most0) = (terms.Sum(each => Term(each, high, low)), terms.Sum(each => Term(each, low, high)));
                }
            }
        }

        return _places.Values.Where(place => low[place] == high[place]).Select(Name);

        // The least of a term with (high, low), the most with (low, high): a negative factor turns them round.
        static decimal Term(KeyValuePair<int, long> term, decimal[] negative, decimal[] positive) => term.Value * (term.Value > 0 ? positive : negative)[term.Key];
    }

    private string Name(int place) => _places.First(each => each.Value == place).Key;

    private static long Power(long number, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent >>= 1, number = number * number % Prime)
            power = (exponent & 1) == 1 ? power * number % Prime : power;
        return power;
    }
}
