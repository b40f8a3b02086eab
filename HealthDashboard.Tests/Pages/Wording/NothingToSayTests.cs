using Bunit;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Wording;

/// <summary>What is empty says why: not that it is withheld, nor that weeks are missing, where no visit has an answer.</summary>
public sealed class NothingToSayTests
{
    private static Hospital WithoutAnswers()
    {
        var hospital = Hospital.Empty.Patient("P1,Ada Byron,36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Treatment("T1,V0,ECG,100.00,MedCare");
        for (var day = 0; day < 63; day++)
            hospital.Visit($"V{day},P1,D1,Cardiology,{new DateOnly(2025, 3, 3).AddDays(day):yyyy-MM-dd},");
        return hospital;
    }

    [Fact]
    public async Task A_chart_without_values_is_not_called_withheld()
    {
        using var warehouse = TestWarehouse.Of(WithoutAnswers());
        await using var context = new PageContext(warehouse);

        var page = context.Visit<GoldPage>("/gold/follow_up_summary?measure=follow_up_rate", parameters => parameters.Add(gold => gold.ViewName, FollowUpSummary.View.Name));

        Assert.DoesNotContain("ithheld", page.Find("#chart").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_without_a_value_does_not_say_that_weeks_are_missing()
    {
        using var warehouse = TestWarehouse.Of(WithoutAnswers());
        await using var context = new PageContext(warehouse);

        var card = context.Visit<OverviewPage>("/").FindAll(".six .card")[^1].TextContent;

        Assert.DoesNotContain("not enough weeks", card, StringComparison.Ordinal);
        Assert.Contains("no value in one of the two periods", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_share_safe_mode_a_rate_of_no_answers_is_not_called_withheld()
    {
        var hospital = Hospital.Empty.Doctor("D1,Dr. Hart,Cardiology,12").Treatment("T1,V2,ECG,100.00,MedCare");
        for (var patient = 2; patient < 40; patient++)
            hospital.Patient($"P{patient},Ada,36,F,Peru").Visit($"V{patient},P{patient},D1,Cardiology,2025-03-03,");
        using var warehouse = TestWarehouse.Of(hospital);
        await using var context = new PageContext(warehouse);

        var card = context.Visit<OverviewPage>("/?share=safe").FindAll(".six .card")[^1];

        Assert.Equal("–", card.QuerySelector(".value")!.TextContent.Trim());
    }

    [Fact]
    public async Task Weeks_say_what_lies_outside_the_calendar()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Visit("V2,P1,D1,Cardiology,1950-06-01,no").Treatment("T2,V2,ECG,7.00,MedCare"));
        await using var context = new PageContext(warehouse);

        var page = context.Visit<GoldPage>("/gold/weekly_visit_trends", parameters => parameters.Add(gold => gold.ViewName, WeeklyVisitTrends.View.Name));

        Assert.Contains("Visits outside the calendar: 1, with a cost of $7.00.", page.Markup, StringComparison.Ordinal);
        Assert.StartsWith("pipeline/", page.FindAll("section p a").Last(link => link.TextContent == "Which they are").GetAttribute("href"), StringComparison.Ordinal);
    }
}
