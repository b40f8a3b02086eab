using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Pairs;

/// <summary>The numbers were worked out apart from the program, from the four files alone.</summary>
public sealed class PairPageTests(SampleWarehouse sample)
{
    private static readonly Grant[] Mixed = [new Grant(Role.Viewer, null), new Grant(Role.Analyst, ["Cardiology"])];

    [Theory]
    [InlineData("?of=department&a=Oncology&b=Cardiology", 15, 11, "1.4", 23, "$21,383", "$929.69", "$1,944", "20.0 %")]
    [InlineData("?of=department&a=Cardiology&b=Oncology", 26, 12, "2.2", 36, "$8,685", "$241.26", "$723.77", "38.5 %")]
    [InlineData("?of=insurer&a=CarePoint&b=Evergreen%20Mutual", 15, 9, "1.7", 21, "$9,373", "$446.31", "$1,041", "20.0 %")]
    [InlineData("?of=insurer&a=Evergreen%20Mutual&b=CarePoint", 60, 29, "2.1", 107, "$42,365", "$395.93", "$1,461", "35.0 %")]
    [InlineData("?of=period", 224, 118, "1.9", 308, "$109,419", "$355.26", "$927.28", "33.5 %")]
    [InlineData("?of=period&from=2025-06-16&to=2025-09-14", 166, 94, "1.8", 229, "$111,161", "$485.42", "$1,183", "29.5 %")]
    public async Task Each_side_has_its_numbers_of_the_last_quarter(string query, params object[] first)
    {
        await using var context = new PageContext(sample.Warehouse);

        var rows = context.Visit<PairPage>("/compare" + query).FindAll(".pair-numbers tbody tr");

        Assert.Equal(first.Select(each => $"{each}"), rows.Select(row => Shown(row.QuerySelectorAll("td.number")[0])));
    }

    [Theory]
    [InlineData("?of=department&a=Oncology&b=Cardiology", "11 less, 42 %", "1 less", "too few to judge", "13 less, 36 %", "$12,698 more, 146 %", "$688.44 more, 3.9 times as much", "too few to judge", "too few to judge")]
    [InlineData("?of=insurer&a=Evergreen%20Mutual&b=CarePoint", "45 more", "20 more", "too few to judge", "86 more, 5.1 times as much", "$32,992 more, 4.5 times as much", "$50.38 less, 11 %", "too few to judge", "too few to judge")]
    [InlineData("?of=period", "58 more, 35 %", "24 more, 26 %", "0.1 more, 7 %", "79 more, 34 %", "$1,742 less, 2 %", "$130.16 less, 27 %", "$255.28 less, 22 %", "4 points more")]
    public async Task What_differs_is_said_in_words_and_nothing_of_averages_of_few(string query, params string[] differences)
    {
        await using var context = new PageContext(sample.Warehouse);

        var rows = context.Visit<PairPage>("/compare" + query).FindAll(".pair-numbers .difference").Select(cell => string.Join(", ", cell.ChildNodes.Select(node => node.TextContent.Trim()).Where(text => text.Length > 0))).ToList();

        Assert.Equal(differences, rows.Take(differences.Length));
    }

    [Fact]
    public async Task The_bars_of_both_sides_of_a_board_are_on_one_scale_and_lead_to_proof()
    {
        await using var context = new PageContext(sample.Warehouse);

        var board = context.Visit<PairPage>("/compare?of=department&a=Oncology&b=Cardiology").Find("[aria-labelledby=board-insurance_provider]");
        var row = board.QuerySelector("tbody tr")!;

        Assert.Equal("Evergreen Mutual", row.QuerySelector("th")!.TextContent);
        Assert.Equal(["Oncology $9,935", "Cardiology $4,199"], row.QuerySelectorAll("td.number:not(.share) .line").Select(line => line.TextContent));
        Assert.Equal(["46 %", "48 %"], row.QuerySelectorAll(".share .line").Select(line => line.TextContent));
        Assert.Equal(["width: 100%", "width: 42.3%"], row.QuerySelectorAll(".two-bars i").Select(bar => bar.GetAttribute("style")));
        Assert.Contains(
            "passport/insurance_summary/total_cost?row=Evergreen%20Mutual&department=Cardiology&from=2025-09-15&to=2025-12-14", row.QuerySelectorAll(".line a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("/compare", "Respiratory Medicine", "Oncology")]
    [InlineData("/compare?department=Cardiology&department=Oncology", "Cardiology", "Oncology")]
    [InlineData("/compare?insurer=CarePoint", "CarePoint", "Evergreen Mutual")]
    [InlineData("/compare?of=department&a=Dermatology", "Dermatology", "Respiratory Medicine")]
    [InlineData("/compare?of=department&b=Respiratory%20Medicine", "Oncology", "Respiratory Medicine")]
    [InlineData("/compare?of=gender", "Female", "Male")]
    [InlineData("/compare?of=doctor&a=D025", "Dr. Ethan Edwards", null)]
    [InlineData("/compare?of=age_group&a=85%2B&b=0-17", "85+", "0-17")]
    [InlineData("/compare?of=treatment_type&a=MRI%20Scan&b=CT%20Scan&share=safe", "MRI Scan", "CT Scan")]
    public async Task Two_of_any_dimension_stand_beside_each_other(string address, string first, string? second)
    {
        await using var context = new PageContext(sample.Warehouse);

        var sides = context.Visit<PairPage>(address).FindAll(".chip.of-two strong").Select(name => name.TextContent).ToList();

        Assert.Equal(first, sides[0]);
        Assert.Equal(second ?? sides[1], sides[1]);
        Assert.NotEqual(sides[0], sides[1]);
    }

    [Theory]
    [InlineData("?of=department&a=Alchemy&b=Cardiology", "?of=department&a=Respiratory%20Medicine&b=Oncology")]
    [InlineData("?insurer=CarePoint&from=2025-09-15", "?of=insurer&a=CarePoint&b=Evergreen%20Mutual&from=2025-09-15")]
    [InlineData("?of=period&gender=Female&compare=year", "?of=period&gender=Female&from=2025-09-15&to=2025-12-14&then=2024-09-16")]
    public async Task The_file_is_of_the_two_that_are_shown_whatever_was_asked_for(string query, string shown)
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Equal("compare.csv" + shown, context.Visit<PairPage>("/compare" + query).Find(".links a[download]").GetAttribute("href"));
    }

    [Theory]
    [InlineData("?of=colour", "of=colour is not understood")]
    [InlineData("?of=department&a=Alchemy", "There is no department “Alchemy”")]
    [InlineData("?of=department&a=Oncology&b=Oncology", "a and b are both “Oncology”")]
    [InlineData("?measure=patients", "There is no measure “patients” here")]
    public async Task What_cannot_be_compared_is_told(string query, string sentence)
    {
        await using var context = new PageContext(sample.Warehouse);

        Assert.Contains(sentence, context.Visit<PairPage>("/compare" + query).Find(".message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_filters_both_and_the_two_stay()
    {
        await using var context = new PageContext(sample.Warehouse);

        var link = context.Visit<PairPage>("/compare?of=department&a=Oncology&b=Cardiology").Find("[aria-labelledby=board-insurance_provider] tbody a");

        Assert.Equal("/compare?insurer=Evergreen%20Mutual&of=department&a=Oncology&b=Cardiology", link.GetAttribute("href"));
    }

    [Fact]
    public async Task Two_that_are_chosen_lead_there_from_the_filter_and_one_from_every_other_row()
    {
        await using var context = new PageContext(sample.Warehouse);

        var chosen = context.Visit<OverviewPage>("/?department=Oncology&department=Cardiology&from=2025-06-02").Find(".filter-bar > a.clear");
        var two = (chosen.TextContent, chosen.GetAttribute("href"));
        var row = context.Visit<OverviewPage>("/?department=Oncology").FindAll(".versus").First(link => link.GetAttribute("aria-label")!.EndsWith("Cardiology", StringComparison.Ordinal));

        Assert.Equal(("Compare these two", "compare?of=department&a=Cardiology&b=Oncology&from=2025-06-02"), two);
        Assert.Equal(("Compare Oncology with Cardiology", "compare?of=department&a=Oncology&b=Cardiology"), (row.GetAttribute("aria-label"), row.GetAttribute("href")));
    }

    /// <summary>Of 11 and 12 patients in a quarter, whose numbers would be told by their rows.</summary>
    [Fact]
    public async Task Share_safe_small_numbers_are_withheld_and_no_weeks_are_drawn()
    {
        await using var context = new PageContext(sample.Warehouse);

        var cut = context.Visit<PairPage>("/compare?of=department&a=Oncology&b=Cardiology&from=2025-11-17&to=2025-12-14&share=safe");

        Assert.Equal("withheld", Shown(cut.Find(".pair-numbers td.number")));
        Assert.Empty(cut.FindAll(".chart"));
        Assert.Empty(cut.FindAll("a[href^=passport]"));
        context.Navigation.NavigateTo("/compare?share=safe");
        Assert.Null(SharedPages.Refusal(context.Navigation, Reach.Everything));
    }

    [Fact]
    public async Task Each_side_is_shown_by_the_role_there_and_what_is_not_ones_own_is_not_known()
    {
        await using var mixed = PageContext.For(sample.Warehouse, Mixed);
        await using var own = PageContext.For(sample.Warehouse, new Grant(Role.Analyst, ["Cardiology", "Dermatology"]));

        var cut = mixed.Visit<PairPage>("/compare?of=department&a=Cardiology&b=Oncology");
        var foreign = own.Visit<PairPage>("/compare?of=department&a=Cardiology&b=Oncology");

        Assert.NotEmpty(cut.FindAll(".pair-numbers td:nth-child(2) a[href^=passport]"));
        Assert.Empty(cut.FindAll(".pair-numbers td:nth-child(3) a[href^=passport]"));
        Assert.Contains("There is no department “Oncology”. Known are Cardiology, Dermatology.", foreign.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Cardiology", "Dermatology"], foreign.FindAll(".chip.of-two strong").Select(name => name.TextContent).Order());
    }

    private static string Shown(IElement cell) => (cell.QuerySelector("a") ?? cell).ChildNodes.First(node => node.TextContent.Trim().Length > 0).TextContent.Trim();
}
