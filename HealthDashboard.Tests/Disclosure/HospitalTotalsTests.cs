using System.Globalization;
using HealthDashboard.Access;
using HealthDashboard.Disclosure;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Disclosure;

/// <summary>What the whole hospital has is told to whoever sees some departments only where it tells nothing of the others, also to whoever subtracts.</summary>
public sealed class HospitalTotalsTests : IClassFixture<HospitalTotalsTests.SixDepartments>
{
    private const int Weeks = 9;

    private static readonly DateOnly Start = new(2025, 3, 3);
    private static readonly string[] Names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Unknown"];
    private static readonly Measure[] Asked = [Measures.Visits, Measures.Treatments, Measures.Cost, Measures.CostPerTreatment, Measures.FollowUpRate];

    private readonly SixDepartments _hospital;

    public HospitalTotalsTests(SixDepartments hospital) => _hospital = hospital;

    /// <summary>Departments with commas between.</summary>
    public static TheoryData<string> Reaches => ["Alpha", "Beta", "Alpha,Gamma", "Delta,Unknown", "Alpha,Beta,Gamma", "Alpha,Beta,Gamma,Delta"];

    [Theory]
    [MemberData(nameof(Reaches))]
    public void A_total_is_told_exactly_where_in_each_of_its_weeks_the_others_hide_one_another(string departments)
    {
        var own = departments.Split(',');
        var (reach, told) = (Of(own), 0);
        foreach (var (first, last) in Windows())
        {
            foreach (var measure in Asked)
            {
                var expected = Enumerable.Range(first, last - first + 1).All(week => Hide(own, week, measure)) ? Rounded(Number(_hospital.Rows.Where(row => row.Week >= first && row.Week <= last), measure)) : (double?)null;
                var found = (double?)HospitalTotals.About(_hospital.Warehouse.Snapshot, Between(reach, first, last), measure);
                Assert.Equal((own[0], first, last, measure.Label, expected), (own[0], first, last, measure.Label, found));
                told += found is null ? 0 : 1;
            }
        }

        Assert.Equal(own.Length < 3, told > 0);
    }

    [Theory]
    [MemberData(nameof(Reaches))]
    public void What_is_left_of_any_two_answers_is_never_nearly_one_department_nor_of_few_patients(string departments)
    {
        var own = departments.Split(',');
        var reach = Of(own);
        foreach (var measure in Asked.Where(measure => measure.AddsUp))
        {
            var answered = Windows().Where(window => HospitalTotals.About(_hospital.Warehouse.Snapshot, Between(reach, window.First, window.Last), measure) is not null).ToList();
            foreach (var (one, other) in answered.SelectMany(one => answered.Select(other => (one, other))))
            {
                var left = _hospital.Rows.Where(row => !own.Contains(row.Department) && Holds(one, row) && (one == other || !Holds(other, row))).ToList();
                if (left.Count == 0)
                    continue;
                Assert.All(left.GroupBy(row => row.Department), department => Assert.InRange(Number(department, measure), 0, 0.8 * Number(left, measure)));
                Assert.True(left.Select(row => row.Patient).Distinct().Count() > 10);
            }
        }

        static bool Holds((int First, int Last) window, Row row) => row.Week >= window.First && row.Week <= window.Last;
    }

    [Fact]
    public void A_filter_a_day_more_or_less_and_the_past_have_no_total()
    {
        var whole = Between(Of("Alpha"), 0, 2);

        Assert.NotNull(About(whole));
        Assert.Equal(About(whole), About(whole with { Department = "Alpha" }));
        Assert.Null(About(whole with { DoctorId = "D1" }));
        Assert.All(Dimensions.Filters.Where(dimension => dimension != Dimensions.Department), dimension => Assert.Null(About(whole.With(dimension, "any"))));
        Assert.Null(About(whole with { To = whole.To!.Value.AddDays(1) }));
        Assert.Null(About(whole with { From = whole.From!.Value.AddDays(1) }));
        Assert.Null(About(whole with { From = whole.From!.Value.AddDays(1), To = whole.To!.Value.AddDays(1) }));
        Assert.Null(About(whole with { From = null }));
        Assert.Null(About(whole with { To = null }));
        Assert.Null(About(Between(Of("Alpha"), 0, Weeks)));
        Assert.Null(About(whole with { AsOf = _hospital.Warehouse.Snapshot.RunId }));
        Assert.Null(About(Between(Reach.Everything, 0, 2)));
        Assert.Null(About(Between(Reach.Nothing, 0, 2)));
        Assert.Null(HospitalTotals.About(_hospital.Warehouse.Snapshot, whole, Measures.Patients));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_tells_it_where_the_setting_says_so(bool told)
    {
        await using var context = PageContext.For(_hospital.Warehouse, access => access with { HospitalTotals = told }, new Grant(Role.Analyst, ["Alpha"]));

        var page = context.Visit<OverviewPage>("/?from=2025-03-03&to=2025-03-23").Markup;

        Assert.Equal(told, page.Contains("the whole hospital: about", StringComparison.Ordinal));
    }

    private decimal? About(Scope scope) => HospitalTotals.About(_hospital.Warehouse.Snapshot, scope, Measures.Visits);

    private static Reach Of(params string[] departments) => Reach.Of([new Grant(Role.Analyst, departments)], names: false);

    private static Scope Between(Reach reach, int first, int last) => Scope.Of(reach) with { From = Start.AddDays(7 * first), To = Start.AddDays((7 * last) + 6) };

    private static IEnumerable<(int First, int Last)> Windows() => Enumerable.Range(0, Weeks).SelectMany(first => Enumerable.Range(first, Weeks - first).Select(last => (first, last)));

    /// <summary>The rule once more, over the rows one by one.</summary>
    private bool Hide(string[] own, int week, Measure measure)
    {
        if (measure == Measures.CostPerTreatment)
            return Hide(own, week, Measures.Cost) && Hide(own, week, Measures.Treatments);
        if (measure == Measures.FollowUpRate)
            return Hide(own, week, Measures.FollowUps) && Hide(own, week, Measures.VisitsWithAnswer);
        var others = _hospital.Rows.Where(row => row.Week == week && !own.Contains(row.Department)).ToList();
        var parts = others.Where(row => row.Department != "Unknown").GroupBy(row => row.Department).Select(rows => Number(rows, measure)).Where(number => number > 0).ToList();
        var people = measure == Measures.FollowUps ? new[] { true, false }.Min(answer => People(row => row.FollowUp == answer)) : People(_ => true);
        return people > 10 && parts.Count >= 3 && parts.Max() <= 0.8 * parts.Sum();

        int People(Func<Row, bool> which) => others.Where(which).Select(row => row.Patient).Distinct().Count();
    }

    /// <summary>Each visit has one treatment and an answer.</summary>
    private static double Number(IEnumerable<Row> rows, Measure measure)
    {
        var all = rows.ToList();
        return measure == Measures.Cost ? all.Sum(row => row.Cents) / 100.0
            : measure == Measures.CostPerTreatment ? all.Sum(row => row.Cents) / 100.0 / all.Count
            : measure == Measures.FollowUps ? all.Count(row => row.FollowUp)
            : measure == Measures.FollowUpRate ? (double)all.Count(row => row.FollowUp) / all.Count
            : all.Count;
    }

    private static double Rounded(double number) =>
        number < 1 ? Math.Round(number, 2, MidpointRounding.AwayFromZero) : double.Parse(number.ToString("E1", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public sealed record Row(string Department, int Week, string Patient, long Cents, bool FollowUp);

    /// <summary>Weeks of all kinds: enough of everybody, one with two busy departments, one that a department all but fills, and one of few patients.</summary>
    public sealed class SixDepartments : IDisposable
    {
        public SixDepartments()
        {
            var (random, hospital) = (new Random(7), Hospital.Empty);
            foreach (var (place, name) in Names.Index())
                hospital.Doctor($"D{place},Dr. {place},{(name == "Unknown" ? "" : name)},5");
            for (var patient = 0; patient < 400; patient++)
                hospital.Patient($"P{patient},Patient {patient},40,F,Peru");
            for (var week = 0; week < Weeks; week++)
            {
                foreach (var (place, name) in Names.Index())
                {
                    var visits = week switch
                    {
                        3 => place is 1 or 4 ? 30 : 0,
                        5 => place == 3 ? 90 : 2,
                        6 => 2,
                        _ => random.Next(6, 24),
                    };
                    for (var visit = 0; visit < visits; visit++)
                        Add(new Row(name, week, $"P{random.Next(400)}", random.Next(1_000, 90_000) * (week == 7 && place == 2 ? 300L : 1), random.Next(2) == 0), place, random.Next(7));
                }
            }

            // The first and the last day make the weeks complete, and the one after them is not.
            Add(new Row("Alpha", 0, "P1", 5_000, true), 0, 0);
            Add(new Row("Alpha", Weeks, "P1", 5_000, true), 0, 1);
            Warehouse = TestWarehouse.Of(hospital);

            void Add(Row row, int place, int day)
            {
                var id = Rows.Count;
                Rows.Add(row);
                hospital.Visit($"V{id},{row.Patient},D{place},{(row.Department == "Unknown" ? "" : row.Department)},{Start.AddDays((7 * row.Week) + day):yyyy-MM-dd},{(row.FollowUp ? "yes" : "no")}");
                hospital.Treatment(string.Create(CultureInfo.InvariantCulture, $"T{id},V{id},ECG,{row.Cents / 100m:0.00},MedCare"));
            }
        }

        public List<Row> Rows { get; } = [];

        public TestWarehouse Warehouse { get; }

        public void Dispose() => Warehouse.Dispose();
    }
}
