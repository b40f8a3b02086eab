using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Insurance;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Insurance;

public sealed class InsurancePageTests(SampleWarehouse sample)
{
    /// <summary>Worked out apart from the program, from the file of treatments alone.</summary>
    [Fact]
    public async Task Who_pays_less_for_the_same_treatments_is_said_with_n_and_the_difference_in_money()
    {
        await using var context = new PageContext(sample.Warehouse);

        var rows = context.Visit<InsurancePage>("/insurance").FindAll("[aria-labelledby=same-mix] tbody tr").Select(row => string.Join(" ", row.QuerySelectorAll("th, td.number").Select(cell => cell.TextContent.Trim()))).ToList();

        Assert.Equal("Evergreen Mutual +$6,316 +2.5 % 602 $256,773 $250,456", rows[0]);
        Assert.Equal("Northstar Insurance −$6,745 −6.7 % 273 $93,207 $99,952", rows[^1]);
    }

    [Fact]
    public async Task What_a_department_billed_to_an_insurer_leads_to_its_passport()
    {
        await using var context = new PageContext(sample.Warehouse);

        var cell = context.Visit<InsurancePage>("/insurance").Find(".cross tbody tr td a");

        Assert.Equal("passport/department_treatment_summary/total_cost?row=Oncology&insurer=Evergreen%20Mutual", cell.GetAttribute("href"));
        Assert.Equal("$76,910", cell.TextContent);
    }

    [Fact]
    public async Task The_answer_stands_first_in_one_sentence()
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Equal("Evergreen Mutual paid $6,316 more, and Northstar Insurance $6,745 less, than the same treatments cost on average.", context.Visit<InsurancePage>("/insurance").Find(".told").TextContent);
    }

    /// <summary>Added up once more by SQL over the visits and treatments themselves.</summary>
    [Theory]
    [InlineData("treatment_type", "treatment.treatment_type", "MRI Scan", "passport/treatment_type_summary/total_cost?row=MRI%20Scan&insurer=Evergreen%20Mutual")]
    [InlineData("time", "'Q' || ((cast(substr(visit.visit_date, 6, 2) as integer) + 2) / 3) || ' ' || substr(visit.visit_date, 1, 4)", "Q4 2025", "passport/weekly_visit_trends/total_cost?row=2025-10-01&insurer=Evergreen%20Mutual&by=quarter")]
    public async Task Costs_by_insurer_are_broken_down_by_treatment_types_and_over_time(string across, string down, string first, string proof)
    {
        var expected = sample.Warehouse.Query<(string Down, string Insurer, long Cents)>(
            $"select {down}, treatment.insurance_provider, sum(treatment.cost_cents) from gold.fact_treatments as treatment join gold.dim_visits as visit on visit.visit_id = treatment.visit_id group by 1, 2")
            .ToLookup(row => row.Down);
        await using var context = new PageContext(sample.Warehouse);

        var page = context.Visit<InsurancePage>("/insurance?across=" + across);
        var (insurers, rows) = (page.FindAll(".cross thead th a").Select(name => name.TextContent.Trim()).ToList(), page.FindAll(".cross tbody tr"));

        Assert.Equal(first, rows[0].QuerySelector("th")!.TextContent.Trim());
        Assert.Equal(proof, rows[0].QuerySelector("td a")!.GetAttribute("href"));
        Assert.Equal(expected.Count, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            insurers.Select(insurer => expected[row.QuerySelector("th")!.TextContent.Trim()].SingleOrDefault(cell => cell.Insurer == insurer).Cents is var cents and > 0 ? Format.MoneyWhole(cents / 100m, new DisplayOptions()) : "–"),
            row.QuerySelectorAll("td").Take(insurers.Count).Select(cell => cell.TextContent.Trim())));
    }

    [Fact]
    public async Task An_insurer_that_is_filtered_by_is_chosen_among_all_of_them()
    {
        await using var context = new PageContext(sample.Warehouse);

        var (all, one) = (context.Visit<InsurancePage>("/insurance").FindAll(".cross td").Select(cell => cell.TextContent.Trim()).ToList(), context.Visit<InsurancePage>("/insurance?insurer=CarePoint"));

        Assert.Equal("CarePoint", one.Find("tr.chosen th").TextContent.Trim());
        Assert.Equal(all, one.FindAll(".cross td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Of_many_insurers_both_ends_are_shown_and_all_of_them_at_a_click()
    {
        const int Insurers = 30;
        var hospital = Hospital.Tiny;
        for (var treatment = 0; treatment < Insurers * MixPrice.FewestTreatments; treatment++)
            hospital.Treatment($"X{treatment},V1,ECG,{100 + (treatment % Insurers)},Insurer {treatment % Insurers:00}");
        using var warehouse = TestWarehouse.Of(hospital);
        await using var context = new PageContext(warehouse);

        var page = context.Visit<InsurancePage>("/insurance");
        var ends = Names(page);
        page.Find(".panel .button").Click();

        Assert.Equal([.. Enumerable.Range(20, 10).Reverse().Select(number => $"Insurer {number:00}"), .. Enumerable.Range(0, 10).Reverse().Select(number => $"Insurer {number:00}")], ends);
        Assert.Equal(Insurers + 1, Names(page).Count); // MedCare of the tiny one has too few to be judged.

        static List<string> Names(IRenderedComponent<InsurancePage> page) => [.. page.FindAll("[aria-labelledby=same-mix] tbody th").Select(name => name.TextContent.Trim())];
    }

    /// <summary>What an insurer pays more or less is somebody's bill where it is of few.</summary>
    [Fact]
    public async Task Share_safe_it_is_refused()
    {
        await using var context = new PageContext(sample.Warehouse);
        context.Navigation.NavigateTo("/insurance?share=safe");

        Assert.NotNull(SharedPages.Refusal(context.Navigation, Reach.Everything));
        Assert.Throws<WithheldException>(() => context.Visit<InsurancePage>("/insurance?share=safe"));
    }
}
