using AngleSharp.Dom;
using Bunit;
using HealthDashboard.Pages.CountriesAndAges;
using HealthDashboard.Pages.Explore;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Insurance;
using HealthDashboard.Pages.Loads;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Pairs;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Tests.Pages.Addresses;

/// <summary>What is no chart filters as its marks do: each row, name and cell of a page leads to the same page under what it stands for.</summary>
public sealed class PicksOfPagesTests(SampleWarehouse sample)
{
    [Theory]
    [InlineData("/", 10 + 5 + 5 + 5)]
    [InlineData("/explore", 8 + 8 + 8 + 8 + 8 + 5)]
    [InlineData("/insurance", 9 + 7 + 10)]
    [InlineData("/insurance?across=treatment_type", 9 + 7 + 12)]
    [InlineData("/insurance?across=time", 9 + 7 + 8)]
    [InlineData("/compare?of=department&a=Oncology&b=Cardiology", 15)]
    [InlineData("/doctors", 20 + 10)]
    [InlineData("/patient-groups", 5 + 7 + 10 + 40)]
    [InlineData("/patient-groups?across=country", 5 + 7 + 10 + 60)]
    public async Task Each_leads_to_the_page_filtered_by_it(string address, int atLeast)
    {
        await using var context = new PageContext(sample.Warehouse);

        var picks = Picks(context, address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + "gender=Female");

        Assert.InRange(picks.Count, atLeast, 150);
        Assert.All(picks, link =>
        {
            var (by, leads) = (QueryHelpers.ParseQuery(link.GetAttribute("data-pick")), new Uri(new Uri("http://localhost/"), link.GetAttribute("href")));
            var query = QueryHelpers.ParseQuery(leads.Query);
            Assert.Equal(address.Split('?')[0], leads.AbsolutePath);
            Assert.NotEmpty(by);
            Assert.All(by, each => Assert.Equal(each.Value, query[each.Key]));
            Assert.Equal("Female", query["gender"]);
            Assert.True(link.HasAttribute("aria-label") || link.TextContent.Trim().Length > 0);
        });
    }

    private static IReadOnlyList<IElement> Picks(PageContext context, string address) => address.Split('?')[0] switch
    {
        "/" => Of<OverviewPage>(context, address),
        "/explore" => Of<ExplorePage>(context, address),
        "/insurance" => Of<InsurancePage>(context, address),
        "/compare" => Of<PairPage>(context, address),
        "/doctors" => Of<LoadsPage>(context, address),
        _ => Of<GroupsPage>(context, address),
    };

    private static IReadOnlyList<IElement> Of<TPage>(PageContext context, string address)
        where TPage : SnapshotPage => context.Visit<TPage>(address).FindAll("a[data-pick]");
}
