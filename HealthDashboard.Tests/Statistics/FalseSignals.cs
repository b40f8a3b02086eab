using HealthDashboard.Statistics;

namespace HealthDashboard.Tests.Statistics;

/// <summary>What control charts say of pure chance: periods that all have the same mean, or rate, and nothing happening.</summary>
internal sealed record FalseSignals(string Series, int Points, double Outside, double Trend, double TwoOfThree, double OneSide, double Any, double Latest)
{
    private const int Charts = 1000;
    private const int Seed = 20250303;

    private static readonly int[] Weeks = [26, 52, 104];

    private static readonly (string Name, double Visits, double? Rate)[] Weekly =
    [
        ("hospital, 30 visits a week", 30, null),
        ("hospital, follow-up rate of 30 visits a week", 30, 0.3),
        ("department, 3 visits a week", 3, null),
        ("department, follow-up rate of 3 visits a week", 3, 0.3),
    ];

    /// <summary>The same for the same seed on every machine.</summary>
    public static IEnumerable<FalseSignals> Measure() =>
        Weekly.SelectMany(series => Weeks.Select(points => Of(series.Name, points, series.Visits, series.Rate)))
            .Concat(from weeks in Weeks
                    where weeks / 4 >= ControlChart.FewestPoints
                    from rate in new double?[] { null, 0.3 }
                    select Of(rate is null ? "department, 12 visits in four weeks" : "department, follow-up rate of 12 visits in four weeks", weeks / 4, 12, rate));

    /// <summary>
    /// How likely a coin shows one side seven times in a row somewhere in so many throws: what the last rule finds in chance
    /// where the mean is known and no point lies on it.
    /// </summary>
    public static double SevenInARow(int throws)
    {
        // By the length of the present run; whoever reaches seven leaves.
        var running = new double[7];
        running[1] = 1;
        for (var i = 1; i < throws; i++)
            running = [0, running.Sum() / 2, .. running[1..6].Select(share => share / 2)];
        return 1 - running.Sum();
    }

    private static FalseSignals Of(string series, int points, double visits, double? rate)
    {
        var random = new Random(Seed);
        var charts = Enumerable.Range(0, Charts)
            .Select(_ => ControlChart.Of([.. Enumerable.Range(0, points).Select(_ => Value(random, visits, rate))], rate is null ? double.PositiveInfinity : 1)!)
            .ToList();
        return new FalseSignals(series, points, With(SignalRule.Outside), With(SignalRule.Trend), With(SignalRule.TwoOfThree), With(SignalRule.OneSide),
            Any: charts.Count(chart => chart.Signals.Any(signal => signal is not null)) / (double)Charts,
            Latest: charts.Count(chart => chart.Latest is not null) / (double)Charts);

        double With(SignalRule rule) => charts.Count(chart => chart.Signals.Any(signal => signal?.Rule == rule)) / (double)Charts;
    }

    private static double? Value(Random random, double visits, double? rate)
    {
        var count = Poisson(random, visits);
        return rate is null ? count : count == 0 ? null : Enumerable.Range(0, count).Count(_ => random.NextDouble() < rate) / (double)count;
    }

    /// <summary>Knuth's method: as many draws as it takes for their product to fall below e to the minus mean.</summary>
    private static int Poisson(Random random, double mean)
    {
        var (count, product, end) = (0, random.NextDouble(), Math.Exp(-mean));
        for (; product > end; count++)
            product *= random.NextDouble();
        return count;
    }
}
