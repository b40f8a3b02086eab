using System.Globalization;
using System.Text.RegularExpressions;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed partial class FindingsTests(SampleWarehouse sample)
{
    /// <summary>The stories that were planted in the sample data, and nothing else of 67 charts.</summary>
    [Fact]
    public async Task The_step_the_doctor_and_the_price_creep_are_found_and_nothing_that_is_not_there()
    {
        var findings = await ReadAsync(Scopes.Everything);

        Assert.Collection(
            Said(findings, Scopes.Everything),
            said => Assert.Equal("W51 2025 (15–21 Dec) has 3 of 7 days so far and is in no comparison.", said),
            said => Assert.StartsWith("Respiratory Medicine, 17 Nov – 14 Dec 2025: 21 visits, above the upper limit of 14.6 (mean 8.8, ", said, StringComparison.Ordinal),
            said => Assert.StartsWith("Dr. Mateus Oliveira recommended a follow-up at 40 of 53 visits (75.5 %), above ", said, StringComparison.Ordinal),
            said => Assert.StartsWith("MRI Scan, 17 Nov – 14 Dec 2025: $1,637.94 a treatment (n = 6), the last of 11 ", said, StringComparison.Ordinal));
        Assert.Equal((0, true, 67), (findings.More, findings.HasSignal, findings.Charts));
    }

    [Fact]
    public async Task A_department_without_a_story_has_no_signal()
    {
        foreach (var department in FilterChoices.Of(sample.Snapshot, Reach.Everything).Departments)
        {
            var found = (await ReadAsync(Scopes.Everything with { Department = department })).First.Where(finding => finding is not WeekUnderWay).ToList();
            Assert.Equal(department switch { "Respiratory Medicine" => [typeof(ChartSignal)], "Cardiology" => [typeof(DoctorSignal)], _ => [] }, found.Select(finding => finding.GetType()));
        }
    }

    /// <summary>Whatever the end of the period: 10 departments and the whole by fortnights.</summary>
    [Fact]
    public async Task Every_number_of_every_sentence_is_what_the_visits_say()
    {
        var (told, rules) = (0, new HashSet<(SignalRule, Direction)>());
        foreach (var to in Enumerable.Range(0, 48).Select(place => new DateOnly(2024, 3, 3).AddDays(14 * place)))
        {
            foreach (var department in FilterChoices.Of(sample.Snapshot, Reach.Everything).Departments.Append(null))
            {
                var scope = Scopes.Everything with { Department = department, To = to };
                var findings = await ReadAsync(scope);
                Assert.InRange(findings.First.Count, 0, 5);
                foreach (var signal in findings.First.OfType<ChartSignal>())
                {
                    AssertSays(new FindingText(new DisplayOptions()).Of(signal, scope), Expected(signal, scope));
                    rules.Add((signal.Mark.Signal.Rule, signal.Mark.Signal.Direction));
                    told++;
                }

                foreach (var doctor in findings.First.OfType<DoctorSignal>())
                    AssertSays(new FindingText(new DisplayOptions()).Of(doctor, scope), Expected(scope, doctor.Doctor.DoctorName));
            }
        }

        Assert.InRange(told, 70, 2000);
        Assert.Equal([SignalRule.Outside, SignalRule.Trend, SignalRule.TwoOfThree, SignalRule.OneSide], rules.Select(rule => rule.Item1).Distinct().Order());
    }

    [Fact]
    public async Task Data_trouble_comes_first_with_its_share()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Treatment("T2,V1,ECG,free,MedCare").Visit("V2,P9,D1,Cardiology,2025-03-04,no"));

        var findings = await Findings.ReadAsync(warehouse.Reader, warehouse.Snapshot, Scopes.Everything, warehouse.History.Of(warehouse.Snapshot)?.Ledger);

        Assert.Equal(
            ["Rejected: 1 of 2 visits (50.0 %). They are in no number; of 1 the cost could not be read. Also 1 of 2 treatments (50.0 %).", "W10 2025 (3–9 Mar) has 1 of 7 days so far and is in no comparison."],
            Said(findings, Scopes.Everything));
        Assert.Equal("Too few complete weeks for limits: 0 weeks, where 7 are needed.", new FindingText(new DisplayOptions()).Silence(findings));
    }

    /// <summary>Of a file's own records: patients and doctors are no treatments that could have been lost.</summary>
    [Fact]
    public async Task The_share_of_rejected_costs_is_that_of_treatments()
    {
        var hospital = Hospital.Tiny;
        for (var treatment = 0; treatment < 24; treatment++)
            hospital.Patient($"Q{treatment},Bo Li,40,F,Peru").Treatment($"T{treatment + 2},V1,ECG,{(treatment < 3 ? "far too much" : "5.00")},MedCare");
        using var warehouse = TestWarehouse.Of(hospital);

        var findings = await Findings.ReadAsync(warehouse.Reader, warehouse.Snapshot, Scopes.Everything, warehouse.History.Of(warehouse.Snapshot)?.Ledger);

        Assert.Equal("Rejected: 3 of 25 treatments (12.0 %). They are in no number; of 3 the cost could not be read.", Said(findings, Scopes.Everything).First());
    }

    /// <summary>The table beside it shows a hollow mark, so that nothing standing out would be a lie.</summary>
    [Fact]
    public async Task Beside_a_mark_that_rests_on_little_there_is_no_silence()
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12");
        for (var week = 0; week < 20; week++)
        {
            for (var visit = 0; visit < 20; visit++)
            {
                var answer = week < 19 ? visit < 4 + (2 * (week % 2)) ? "yes" : "no" : visit < 5 ? "yes" : "";
                hospital.Visit($"V{week}x{visit},P1,D1,Cardiology,{new DateOnly(2025, 3, 3).AddDays((7 * week) + (visit % 7)):yyyy-MM-dd},{answer}");
            }

            hospital.Treatment($"T{week},V{week}x0,ECG,100,MedCare");
        }

        using var warehouse = TestWarehouse.Of(hospital);

        var findings = await Findings.ReadAsync(warehouse.Reader, warehouse.Snapshot, Scopes.Everything, warehouse.History.Of(warehouse.Snapshot)?.Ledger);

        Assert.Equal((false, true), (findings.HasSignal, findings.HasThinMark));
        Assert.StartsWith("Nothing stands out but what rests on too few cases to tell", new FindingText(new DisplayOptions()).Silence(findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_says_what_is_usual()
    {
        var scope = Scopes.Everything with { Department = "Neurology" };
        var findings = await ReadAsync(scope);
        var visits = WorkedOut.Of(sample.Warehouse, scope, "num_visits", 28);

        Assert.False(findings.HasSignal);
        var silence = new FindingText(new DisplayOptions()).Silence(findings);
        Assert.StartsWith("No signal: 17 Nov – 14 Dec 2025 had 3 visits, within the usual ", silence, StringComparison.Ordinal);
        Assert.Equal([visits.Values[^1]!.Value, Math.Max(0, Math.Ceiling(visits.Mean - visits.Reach)), Math.Floor(visits.Mean + visits.Reach), visits.Values.Count], Numbers(silence["No signal: 17 Nov – 14 Dec 2025".Length..]).Select(number => number.Value));
    }

    /// <summary>The numbers of a sentence in the order of its template.</summary>
    private IEnumerable<double> Expected(ChartSignal signal, Scope scope)
    {
        var there = signal.Department is { } department ? scope with { Department = department } : scope;
        var days = signal.Department is null && scope.Department is null && signal.Chart.Treatment is null ? 7 : 28;
        var first = Chart(signal.Chart);
        IEnumerable<double?> limits = [first.Mean, first.Mean - first.Reach is >= 0 and var lower ? lower : null, first.Mean + first.Reach <= signal.Chart.Measure.Ceiling ? first.Mean + first.Reach : null];
        return [.. Part(signal.Chart), .. limits.OfType<double>(), first.Points.Count, .. signal.Others.SelectMany(Part)];

        WorkedOut Chart(MeasureChart chart) => WorkedOut.Of(sample.Warehouse, there, chart.Measure.Name, days, chart.Treatment);

        IEnumerable<double> Part(MeasureChart chart)
        {
            var worked = Chart(chart);
            var cases = WorkedOut.Of(sample.Warehouse, there, chart.Measure.Name is "total_cost" or "avg_cost" ? "treatments" : "num_visits", days, chart.Treatment).Values[^1]!.Value;
            IEnumerable<double> value = chart.Measure.Name is "num_visits" or "treatments" ? [worked.Values[^1]!.Value] : [worked.Values[^1]!.Value, cases];
            var side = worked.Values[^1] > worked.Mean ? 1 : -1;
            var run = worked.Points.AsEnumerable().Reverse().TakeWhile(each => (each - worked.Mean) * side > 1e-9).Count();
            var steps = worked.Points.Zip(worked.Points.Skip(1), (before, after) => after - before).Reverse().ToList();
            return worked.Signal switch
            {
                "outside" => [.. value, worked.Mean + (side * worked.Reach)],
                "two_of_three" => [.. value, worked.Mean + (side * worked.Reach * 2 / 3)],
                "trend" => [.. value, 1 + steps.TakeWhile(step => step * steps[0] > 0).Count()],
                _ => [.. value, run, worked.Mean],
            };
        }
    }

    private List<double> Expected(Scope scope, string name)
    {
        var doctors = sample.Warehouse.Query<(string Name, long Yes, long All)>($"""
            select doctor_name, sum(follow_up_required), count(follow_up_required) from dim_visits join dim_doctors using (doctor_id)
            where ('{scope.Department}' = '' or dim_visits.department = '{scope.Department}') and visit_date <= '{Scope.Iso(scope.To!.Value)}' group by doctor_id
            """);
        var (yes, all) = (doctors.Sum(doctor => doctor.Yes), doctors.Sum(doctor => doctor.All));
        var rate = (double)yes / all;
        var beyond = doctors.Where(doctor => doctor.All >= 25 && Math.Abs(((double)doctor.Yes / doctor.All) - rate) > Width(doctor.All)).ToList();
        var told = beyond.Single(doctor => doctor.Name == name);
        var own = (double)told.Yes / told.All;
        List<double> numbers = [told.Yes, told.All, own, 0.998, rate + (Math.Sign(own - rate) * Width(told.All)), rate, all];
        return beyond.Count == 1 ? numbers : [.. numbers, beyond.Count - 1, doctors.Count(doctor => doctor.All >= 25), 25];

        double Width(long visits) => 3.090232 * Math.Sqrt(rate * (1 - rate) / visits);
    }

    private static void AssertSays(FindingSentence sentence, IEnumerable<double> expected)
    {
        var numbers = Numbers(sentence.Rest);
        Assert.Equal(expected.Count(), numbers.Count);
        Assert.All(numbers.Zip(expected), pair => Assert.True(
            Math.Abs(pair.First.Value - pair.Second) <= pair.First.Unit * 0.5000001, $"{sentence}: {pair.First.Value} is not {pair.Second}"));
    }

    /// <summary>Each number as it is read, and what its last digit is worth.</summary>
    private static List<(double Value, double Unit)> Numbers(string sentence) => [.. Number.Matches(sentence).Select(match =>
    {
        var (digits, unit) = (match.Groups["number"].Value, match.Groups["percent"].Success ? 0.01 : 1);
        var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - 1 - digits.IndexOf('.', StringComparison.Ordinal) : 0;
        return (double.Parse(digits, NumberStyles.Number, CultureInfo.InvariantCulture) * unit, Math.Pow(10, -decimals) * unit);
    })];

    private static IEnumerable<string> Said(Findings findings, Scope scope) => findings.First.Select(finding => new FindingText(new DisplayOptions()).Of(finding, scope).ToString());

    private ValueTask<Findings> ReadAsync(Scope scope) => Findings.ReadAsync(sample.Reader, sample.Snapshot, scope, sample.Warehouse.History.Of(sample.Snapshot)?.Ledger);

    [GeneratedRegex(@"(?<number>\d[\d,]*(\.\d+)?)(?<percent> %)?")]
    private static partial Regex Number { get; }
}
