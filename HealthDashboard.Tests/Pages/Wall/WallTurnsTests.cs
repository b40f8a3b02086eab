using Bunit;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Wall;
using HealthDashboard.Query;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HealthDashboard.Tests.Pages.Wall;

public sealed class WallTurnsTests
{
    private static readonly string[] Departments = ["Cardiology", "Ear, nose & throat"];

    [Theory]
    [InlineData("?wall=30", 30, "./?wall=30&turn=overview&turn=departments", "./?department=Cardiology&wall=30&turn=overview&turn=departments", "./?department=Ear%2C%20nose%20%26%20throat&wall=30&turn=overview&turn=departments")]
    [InlineData("?wall", 30, "./?wall=&turn=overview&turn=departments", "./?department=Cardiology&wall=&turn=overview&turn=departments", "./?department=Ear%2C%20nose%20%26%20throat&wall=&turn=overview&turn=departments")]
    [InlineData("explore?measure=num_visits&wall=10&numbers=all&look=light", 10, "./explore?measure=num_visits&wall=10&numbers=all&look=light")]
    [InlineData("explore?wall=5&turn=explore&turn=overview&turn=explore", 5, "./explore?wall=5&turn=explore&turn=overview&turn=explore", "./?wall=5&turn=explore&turn=overview&turn=explore")]
    [InlineData("?department=Cardiology&wall=60", 60, "./?department=Cardiology&wall=60")]
    public void An_address_says_which_pages_are_turned_and_how_fast(string address, int seconds, params string[] pages)
    {
        var turns = Turns(address);

        Assert.Equal((seconds, 0), (turns.Seconds, turns.At));
        Assert.Equal(pages, turns.Pages);
    }

    /// <summary>Each leads to the next, and the last to the first, however the addresses are written.</summary>
    [Theory]
    [InlineData("?wall=30")]
    [InlineData("explore?wall=30&turn=departments&turn=explore&turn=gold/insurance_summary?measure=avg_cost%26department=Ear,+nose+%2526+throat&turn=overview")]
    public void Turning_comes_round(string address)
    {
        var (seen, at) = (new List<string>(), address);
        for (var turn = 0; turn <= Turns(address).Pages.Count; turn++)
            seen.Add(at = Turns(at).Next);

        Assert.Equal(seen[0], seen[^1]);
        Assert.Equal(Turns(address).Pages.Count, seen.Distinct().Count());
    }

    [Fact]
    public void A_page_that_is_none_of_them_leads_to_the_first() => Assert.Equal("./explore?wall=9&turn=explore", Turns("insurance?wall=9&turn=explore").Next);

    [Theory]
    [InlineData("?wall=4", "wall=4 is not understood. Expected seconds from 5 to 3600, such as wall=30.")]
    [InlineData("?wall=soon", "wall=soon is not understood.")]
    [InlineData("?wall=30&turn=https://elsewhere.example", "turn=https://elsewhere.example is not understood. Expected overview, departments")]
    [InlineData("?wall=30&turn=//elsewhere.example", "is not understood")]
    [InlineData("?wall=30&turn=javascript:alert(1)", "is not understood")]
    [InlineData("?wall=30&turn=../other", "is not understood")]
    [InlineData("?wall=30&turn=", "turn= is not understood")]
    public void What_is_not_understood_is_told(string address, string told) =>
        Assert.Contains(told, Assert.Throws<UnusableFilterException>(() => Turns(address)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("?wall=30", true)]
    [InlineData("?wall=30&numbers=some", true)]
    [InlineData("?wall=30&numbers=all", false)]
    [InlineData("?wall=30&numbers=all&share=safe", true)]
    [InlineData("?numbers=all&share=safe", true)]
    [InlineData("", false)]
    public void A_wall_withholds_small_numbers_unless_it_is_said_that_it_need_not(string address, bool isSafe) =>
        Assert.Equal(isSafe, Address.AsOf("http://localhost/" + address, HealthDashboard.Access.Reach.Everything).ShareSafe);

    [Theory]
    [InlineData("?department=Cardiology&wall=30&turn=departments&look=light", "?department=Cardiology&share=safe")]
    [InlineData("explore?wall=30&numbers=all", "explore")]
    public void Off_the_wall_one_is_on_the_page_itself(string address, string page) => Assert.Equal("http://localhost/" + page, Address.OffWall("http://localhost/" + address));

    [Theory]
    [InlineData("?wall=30", true)]
    [InlineData("departments/Cardiology?wall=30", true)]
    [InlineData("gold/insurance_summary?wall=30", true)]
    [InlineData("gold/doctor_performance?wall=30", false)]
    [InlineData("gold/patient_summary?wall=30", false)]
    [InlineData("doctors/D001?wall=30", false)]
    [InlineData("patients/P0001?wall=30", false)]
    [InlineData("?doctor=D001&wall=30", false)]
    [InlineData("pipeline?wall=30", false)]
    [InlineData("annotations?wall=30", false)]
    [InlineData("audit?wall=30", false)]
    [InlineData("patients/P0001", true)]
    public void Nothing_that_names_a_person_stands_on_a_wall(string address, bool isShown) => Assert.Equal(isShown, WallPages.Refusal(At(address)) is null);

    private static WallTurns Turns(string address) => WallTurns.Of(At(address), Departments);

    private static NavigationManager At(string address)
    {
        using var context = new BunitContext();
        var navigation = context.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(address);
        return navigation;
    }
}
