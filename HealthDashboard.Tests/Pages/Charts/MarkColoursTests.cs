using HealthDashboard.Pages.Charts;

namespace HealthDashboard.Tests.Pages.Charts;

public sealed class MarkColoursTests
{
    private static readonly string[] Names = ["Atlas Global", "CarePoint", "Evergreen Mutual", "Harbor Health", "Northstar Insurance", "Summit", "Uninsured", "Unity", "Unknown"];

    [Fact]
    public void No_two_names_share_a_colour_and_their_order_does_not_matter()
    {
        var colours = MarkColours.Of(Names);

        Assert.Equal(Enumerable.Range(1, MarkColours.Count), colours.Values.Order());
        Assert.Equal(colours, MarkColours.Of(Names.Reverse()));
    }

    [Fact]
    public void A_name_that_has_what_it_prefers_keeps_it_when_a_name_behind_it_goes()
    {
        var (all, fewer) = (MarkColours.Of(Names), MarkColours.Of(Names[..^3]));

        Assert.All(fewer, colour => Assert.Equal(all[colour.Key], colour.Value));
    }
}
