using System.Collections.Concurrent;

namespace HealthDashboard.Gold.Columns;

/// <summary>What is added up for each of some people.</summary>
/// <param name="Listed">The places of those who have a row.</param>
/// <param name="Sums">Theirs, in the same order.</param>
public sealed record PeopleSums(ReadOnlyMemory<int> Listed, ReadOnlyMemory<Sums> Sums)
{
    private readonly ConcurrentDictionary<Column, double[]> _numbers = new();

    public int Count => Listed.Length;

    public Sums Total => field.Visits > 0 ? field : field = Add(null);

    /// <summary>What those that pass add up to; all of them where nothing is asked.</summary>
    public Sums Add(bool[]? passes)
    {
        var total = default(Sums);
        var sums = Sums.Span;
        for (var i = 0; i < sums.Length; i++)
        {
            if (passes is null || passes[i])
                total += sums[i];
        }

        return total;
    }

    /// <summary>A number of each, made once for a column.</summary>
    public double[] Numbers(Column column, Func<int, Sums, double> number) => _numbers.GetOrAdd(column, _ =>
    {
        var numbers = new double[Count];
        var listed = Listed.Span;
        var sums = Sums.Span;
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = number(listed[i], sums[i]);
        return numbers;
    });
}
