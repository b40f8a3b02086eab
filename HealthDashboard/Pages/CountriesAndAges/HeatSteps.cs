namespace HealthDashboard.Pages.CountriesAndAges;

/// <summary>Steps of equal size up to the highest of some values, each a darker ground: nothing has none.</summary>
/// <param name="Size">Round, so that a key can be read.</param>
public sealed record HeatSteps(decimal Size, int Count)
{
    private const int Most = 5;

    private static readonly decimal[] Round = [1, 2, 2.5m, 5, 10];

    /// <param name="whole">Whether the values are whole numbers, of which half a one is no step.</param>
    public static HeatSteps Of(IEnumerable<decimal> values, bool whole)
    {
        var highest = values.DefaultIfEmpty().Max();
        if (highest <= 0)
            return new HeatSteps(1, 0);
        var (least, power) = (highest / Most, 1m);
        while (power * 10 <= least)
            power *= 10;
        while (power > least)
            power /= 10;
        var size = Round.Select(each => each * power).First(each => each >= least);
        size = whole ? Math.Max(1, Math.Ceiling(size)) : size;
        return new HeatSteps(size, (int)Math.Ceiling(highest / size));
    }

    /// <summary>From 1 to <see cref="Count"/>; 0 for nothing.</summary>
    public int Of(decimal? value) => value > 0 ? (int)Math.Ceiling(value.Value / Size) : 0;
}
