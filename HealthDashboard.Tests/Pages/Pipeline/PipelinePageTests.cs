using Bunit;
using HealthDashboard.Gold.Checks;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Pipeline;

public sealed class PipelinePageTests
{
    /// <summary>Faults as they are found in real files, a row each: what a records clerk has to find again.</summary>
    private static Hospital Faulty => Hospital.Tiny
        .Patient("P2,  Bo   Li,125,Male,India")
        .Patient("P3,Cy Li,-8,f,India")
        .Patient("P1,Ada Byron,36,F,United Kingdom")
        .Doctor("D2,Dr. Davis,cardiology,26 yrs")
        .Visit("V2,P1,D999,Cardiology,2025-03-04,False")
        .Visit("V3,P1,,General,2025-03-04,False")
        .Visit("V4,P1,D2,Emergency,2025-03-04,False")
        .Visit("V5,P2,D1,Cardiology,23-09-2023,False")
        .Visit("V6,P2,D1,Cardiology,23/02/2023,False")
        .Visit("V7,P2,D1,Cardiology,2023/09/17,False")
        .Visit("V4,P1,D2,Emergency,2025-03-04,False")
        .Treatment("T2,V1,ecg,-1955.17,MedCare")
        .Treatment("T3,V1,ecg,\"$4,126.97 net\",MedCare")
        .Treatment("T4,V1,ecg,,MedCare")
        .Treatment("T5,V1,,10.00,MedCare")
        .Treatment("T6,V999,ECG,10.00,MedCare")
        .Treatment("T7,V5,ECG,10.00,MedCare")
        .Treatment("T8,V1,ecg,10.00,")
        .Treatment("T9,V1,ECG,11.00,medcare");

    private static readonly PipelineOptions Lenient = new() { MaxRejectedShare = 1 };

    [Theory]
    [InlineData("patients", "age_invalid", "3 age 125", "4 age -8")]
    [InlineData("patients", "duplicate", "5 – the row of line 2 again")]
    [InlineData("doctors", "years_invalid", "3 years_experience 26 yrs")]
    [InlineData("visits", "doctor_unknown", "3 doctor_id D999", "4 doctor_id (blank)")]
    [InlineData("visits", "department_mismatch", "5 department Emergency")]
    [InlineData("visits", "date_invalid", "6 visit_date 23-09-2023", "7 visit_date 23/02/2023", "8 visit_date 2023/09/17")]
    [InlineData("visits", "duplicate", "9 – the row of line 5 again")]
    [InlineData("treatments", "cost_invalid", "3 treatment_cost -1955.17", "4 treatment_cost $4,126.97 net", "5 treatment_cost (blank)")]
    [InlineData("treatments", "required_blank", "6 treatment_type (blank)")]
    [InlineData("treatments", "visit_unknown", "7 visit_id V999", "8 visit_id V5 visits.csv line 6 was rejected itself (date_invalid)")]
    public async Task Every_fault_is_found_placed_and_explained(string table, string rule, params string[] rows)
    {
        using var warehouse = new TestWarehouse();
        Assert.Equal(RunState.Published, warehouse.Run(Faulty, Lenient).State);
        await using var context = new PageContext(warehouse);
        var words = PipelineText.Rule(rule);
        var expected = Rule.All.Single(each => each.Name == rule).Expected;

        var shown = context.Visit<PipelinePage>("/pipeline").FindAll("details.rule").Single(details => details.QuerySelector($"#rule-{table}-{rule}") is not null);
        var page = context.Visit<RulePage>($"/pipeline/rules/{table}/{rule}", parameters => parameters.Add(each => each.Table, table).Add(each => each.RuleName, rule));

        Assert.Contains(words.Title, shown.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([words.Means, words.Do], shown.QuerySelectorAll(".advice dd").Select(each => each.TextContent));
        foreach (var part in new[] { shown.QuerySelectorAll("tbody tr"), page.FindAll("tbody tr") })
        {
            var cells = part.Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()).ToList();
            Assert.All(cells, row => Assert.Equal(($"{table}.csv", expected), (row[0], row[4])));
            Assert.Equal(rows, cells.Select(row => string.Join(' ', [.. row[1..4], .. row[5..].Where(cell => cell != "–")])));
        }
    }

    [Fact]
    public async Task What_was_tidied_without_a_rule_is_told_with_its_first_line()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Run(Faulty, Lenient);
        await using var context = new PageContext(warehouse);

        var rows = context.Visit<PipelinePage>("/pipeline").FindAll("#tidied ~ .scroll tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim())));

        Assert.Equal(
            [
                "doctors.csv department cardiology Cardiology 1 3", "patients.csv gender F Female 1 2", "patients.csv gender f Female 1 4",
                "patients.csv patient_name blanks around the value, or letters written in parts without them 1 3",
                "treatments.csv insurance_provider (blank) Unknown 1 9", "treatments.csv insurance_provider medcare MedCare 1 10", "treatments.csv treatment_type ecg ECG 1 9",
            ],
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_ledger_is_shown_to_balance_and_alarms_when_it_does_not()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Patient("P1,Ada Byron,36,F,United Kingdom").Patient("P2"));
        await using var context = new PageContext(warehouse);

        var page = context.Visit<PipelinePage>("/pipeline");
        var broken = context.Render<Lineage>(parameters => parameters
            .Add(each => each.Rows, new Dictionary<string, long>())
            .Add(each => each.Scope, Scopes.Everything)
            .Add(each => each.Run, new RunRecord { Tables = new Dictionary<string, TableLedger> { ["visits"] = new() { Read = 3, Accepted = 1, Rejected = 1 } } }));

        Assert.Contains("3 read = 1 accepted + 1 rejected + 1 duplicate. It balances.", page.Find(".flow .balance").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".balance.broken"));
        Assert.Contains("It does not balance: 3 read", broken.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_says_what_changed_and_what_to_do_about_a_refusal()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Run(Hospital.Tiny);
        warehouse.Run(Hospital.Tiny.Patient("P2,Bo Li,old,M,Peru"));
        warehouse.Run(Hospital.Tiny.File("visits.csv", null));
        await using var context = new PageContext(warehouse);

        var rows = context.Visit<PipelinePage>("/pipeline").FindAll("table.runs > tbody > tr").Select(row => row.TextContent).ToList();

        Assert.Equal(3, rows.Count);
        Assert.Contains(Text.RefusedFileMissing, rows[0], StringComparison.Ordinal);
        Assert.Contains("patients.csv: +1 rows accepted", rows[1], StringComparison.Ordinal);
        Assert.Contains("An age that cannot be in patients.csv new (1)", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_and_every_check_has_words_of_its_own()
    {
        var rules = Rule.All.Select(rule => PipelineText.Rule(rule.Name)).ToList();
        var checks = GoldChecks.All.Select(check => (check.Name, Words: PipelineText.Check(check.Name))).ToList();

        Assert.All(rules, words => Assert.All([words.Title, words.Means, words.Do], Assert.NotEmpty));
        Assert.Equal(Rule.All.Count, rules.Select(words => words.Title).Distinct().Count());
        Assert.All(checks, check => Assert.NotEqual(check.Name, check.Words));
        Assert.Equal(checks.Count, checks.Select(check => check.Words).Distinct().Count());
        Assert.All(
            ["file_missing", "file_unreadable", "file_empty", "column_missing", "no_rows", "too_many_rejected", "shrunk", "locked"],
            rule => Assert.NotNull(PipelineText.Refused(rule)));
    }
}
