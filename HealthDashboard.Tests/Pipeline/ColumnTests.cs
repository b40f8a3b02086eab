using System.Text;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>Columns that are written in another way than expected, end to end: read where they have one meaning, refused where they have none or two.</summary>
public sealed class ColumnTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new() { Clock = StoppedClock.At("2025-03-10T08:00Z") };

    public void Dispose() => _warehouse.Dispose();

    [Fact]
    public void Answers_in_another_language_are_read()
    {
        Publish(Visits("2025-03-03,Ja", "2025-03-04,Nein", "2025-03-05,nein", "2025-03-06,"));

        Assert.Equal((1L, 3L), _warehouse.Query<(long, long)>("select sum(follow_up_count), sum(visits_with_answer) from gold.follow_up_summary").Single());
    }

    [Fact]
    public void A_column_of_which_no_answer_is_understood_refuses_the_run_and_says_its_words() => AssertRefused(
        Visits("2025-03-03,vielleicht", "2025-03-04,kaum", "2025-03-05,kaum", "2025-03-05,", "2025-03-06,kaum", "2025-03-06,vielleicht", "2025-03-06,VIELLEICHT"),
        "column_not_understood",
        "visits.csv: none of the 6 values of follow_up_required is understood (the first on line 2): found kaum, vielleicht. Expected true or false, yes or no, 1 or 0, or a word of the table follow_up_words.csv.");

    [Fact]
    public void Words_that_may_be_a_patients_own_are_not_said()
    {
        var run = _warehouse.Run(Hospital.Empty.Patient("P1,Ada,36,Zebrowska,Peru").Patient("P2,Bob,,Zebrowska,Peru").Patient("P3,Cy,41,,Peru"));

        Assert.Equal("column_not_understood", run.Rule);
        Assert.Contains("none of the 2 values of gender is understood (the first on line 2): found values that look like \u201Ca\u201D.", run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebrowska", _warehouse.Log.Text + run.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ages_as_text_refuse_the_run() => AssertRefused(
        Hospital.Empty.Patient("P1,Ada,36 years,F,Peru").Patient("P2,Bob,,M,Peru").Patient("P3,Cy,41 years,,Peru"),
        "column_not_understood",
        "patients.csv: none of the 2 values of age is understood (the first on line 2): found values that look like \u201C00 a\u201D. Expected a whole number from 0 to 124.");

    [Fact]
    public void A_column_without_any_value_is_no_reason() => Publish(Visits("2025-03-03,", "2025-03-04,NA"));

    [Fact]
    public void One_value_that_is_understood_is_enough() => Publish(Visits("2025-03-03,no", "2025-03-04,kaum", "2025-03-05,kaum", "2025-03-06,kaum"));

    [Theory]
    [InlineData("03.04.2024 13.04.2024 28.02.2024", "found dates that look like DD.MM.YYYY. Expected a date written like 2025-03-03, from 1900-01-01 to tomorrow, or the setting Data:DateFormat=dd.MM.yyyy.")]
    [InlineData("03/04/2024 03/13/2024", "found dates that look like MM/DD/YYYY. Expected a date written like 2025-03-03, from 1900-01-01 to tomorrow, or the setting Data:DateFormat=MM/dd/yyyy.")]
    [InlineData("03/04/2024 05/06/2024", "found dates that look like DD/MM/YYYY or MM/DD/YYYY. Expected a date written like 2025-03-03, from 1900-01-01 to tomorrow, or the setting Data:DateFormat=dd/MM/yyyy or MM/dd/yyyy.")]
    [InlineData("20240403 20240413", "found dates that look like YYYYMMDD. Expected")]
    [InlineData("45432 45433.5", "found the day numbers of a spreadsheet. Expected")]
    [InlineData("03.04.24 13.04.24", "found a year of two digits. Expected")]
    [InlineData("1900-01-01 1900-01-01", "found days before 1900, after tomorrow, or that stand for none. Expected")]
    [InlineData("Monday Tuesday", "found values that look like \u201Ca\u201D. Expected")]
    public void Dates_of_which_none_is_understood_refuse_the_run_with_what_they_look_like(string dates, string found)
    {
        var run = _warehouse.Run(Visits([.. dates.Split(' ').Select(date => $"{date},no")]));

        Assert.Equal("column_not_understood", run.Rule);
        Assert.Contains($"values of visit_date is understood (the first on line 2): {found}", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_dates_in_another_order_say_so_too()
    {
        var run = _warehouse.Run(Visits("2025-03-03,no", "03.04.2024,no", "13.04.2024,no"));

        Assert.Equal("too_many_rejected", run.Rule);
        Assert.Contains("Found in 2 of them dates that look like DD.MM.YYYY, expected a date written like 2025-03-03", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_in_the_order_of_the_setting_are_read_and_another_setting_is_another_run()
    {
        var hospital = Visits("2025-03-03,no", "04.03.2025,no", "05.03.2025,yes");
        Publish(hospital, new PipelineOptions { MaxRejectedShare = 0.9 });
        Assert.Equal(1, _warehouse.Scalar<long>("select count(*) from gold.dim_visits"));

        Publish(hospital, new PipelineOptions { MaxRejectedShare = 0.9, Dates = DateFormat.Parse("dd.MM.yyyy") });

        Assert.Equal(["2025-03-03", "2025-03-04", "2025-03-05"], _warehouse.Query<string>("select visit_date from gold.dim_visits order by 1"));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public void Costs_with_a_point_and_three_digits_alone_refuse_the_run(char separator)
    {
        var run = _warehouse.Run(Costs(separator, "8.490", "9.930", "950"));

        Assert.Equal("cost_ambiguous", run.Rule);
        Assert.StartsWith("treatments.csv, treatment_cost: every number with a point has exactly three digits behind it, so that these 2 (the first on line 2)", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_such_cost_alone_does_too() => Assert.Equal("cost_ambiguous", _warehouse.Run(Costs(',', "8.490", "950", "20")).Rule);

    [Fact]
    public void Costs_with_commas_between_thousands_are_read_and_warned_of()
    {
        var run = Publish(Costs(',', "\"1,184.91\"", "267.93", "\"$1,000\""));

        Assert.Equal(245_284, Cents());
        Assert.Equal(2, run.Rules.Single(rule => rule.Rule == "cost_grouped").Rows);
    }

    [Fact]
    public void Decimal_commas_are_read_in_a_file_with_semicolons()
    {
        var run = Publish(Costs(';', "394,97", "89,31", "1.203,53", "12,50 €"));

        Assert.Equal(170_031, Cents());
        Assert.Equal(2, run.Rules.Single(rule => rule.Rule == "cost_grouped").Rows);
    }

    [Theory]
    [InlineData("1", "1.0", "the same id stands there without .0")]
    [InlineData("1.0", "1", "the same id stands there with .0 behind it")]
    [InlineData("1234", "\"1,234\"", "the same id stands there without marks between its digits")]
    public void Ids_that_a_spreadsheet_wrote_otherwise_in_another_file_are_named(string id, string named, string because)
    {
        var run = _warehouse.Run(Hospital.Empty.Patient($"{id},Ada,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Visit($"V1,{named},D1,Cardiology,2025-03-03,no"));

        Assert.Equal("too_many_rejected", run.Rule);
        Assert.EndsWith($" Found in 1 of them a patient_id that is not there, and {because}. Expected ids written alike in all files.", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Costs_in_two_currencies_refuse_the_run() => AssertRefused(
        Costs(',', "$5.00", "€5.00"),
        "cost_ambiguous",
        "treatments.csv, treatment_cost: costs are written in more than one currency (Dollar, Euro), which do not add up. Expected all costs in one currency.");

    [Fact]
    public void A_visit_of_no_department_and_its_treatments_are_kept_as_Unknown()
    {
        Publish(Hospital.Tiny.Doctor("D2,Dr. New,,1").Visit("V2,P1,D2,Unknown,2025-03-04,yes").Treatment("T2,V2,ECG,50.00,MedCare"));

        Assert.Equal(50.00, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary where department = 'Unknown'"));
    }

    /// <param name="records">Date and answer of each visit.</param>
    private static Hospital Visits(params string[] records)
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,United Kingdom").Doctor("D1,Dr. Hart,Cardiology,12").Treatment("T1,V0,ECG,100.00,MedCare");
        foreach (var (index, record) in records.Index())
            hospital.Visit($"V{index},P1,D1,Cardiology,{record}");
        return hospital;
    }

    private static Hospital Costs(char separator, params string[] costs)
    {
        var lines = costs.Index().Select(cost => string.Join(separator, $"T{cost.Index}", "V1", "ECG", cost.Item, "MedCare"));
        return Hospital.Tiny.File("treatments.csv", Encoding.UTF8.GetBytes($"{Hospital.TreatmentHeader.Replace(',', separator)}\n{string.Join('\n', lines)}\n"));
    }

    private long Cents() => _warehouse.Scalar<long>("select sum(cost_cents) from gold.fact_treatments");

    private RunRecord Publish(Hospital hospital, PipelineOptions? options = null)
    {
        var run = _warehouse.Run(hospital, options);
        Assert.True(run.State == RunState.Published, run.Reason);
        return run;
    }

    private void AssertRefused(Hospital hospital, string rule, string reason)
    {
        var run = _warehouse.Run(hospital);
        Assert.Equal((rule, reason), (run.Rule, run.Reason));
    }
}
