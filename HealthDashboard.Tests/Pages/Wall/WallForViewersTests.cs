using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Pages;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Wall;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HealthDashboard.Tests.Pages.Wall;

/// <summary>Whoever leaves a wall is in the session of whoever began it: where people sign in, a wall is for those who may see nothing more than it shows.</summary>
public sealed class WallForViewersTests : IDisposable
{
    private const string Shown = "the numbers of the page";

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);

    [Theory]
    [InlineData(true, "viewer=Cardiology")]
    [InlineData(true, "viewer=*")]
    [InlineData(false, "analyst=Cardiology")]
    [InlineData(false, "viewer=* analyst=Cardiology")]
    [InlineData(false, "admin=Cardiology")]
    [InlineData(false, "admin=*")]
    public async Task Where_people_sign_in_it_is_shown_to_viewers_and_offered_to_them(bool isShown, string reach)
    {
        await using var context = PageContext.For(_warehouse, [.. Grants(reach)]);
        AssertWall(context, isShown);
    }

    [Fact]
    public async Task Where_nobody_signs_in_there_is_nobody_to_be()
    {
        await using var context = new PageContext(_warehouse);
        AssertWall(context, isShown: true);
    }

    public void Dispose() => _warehouse.Dispose();

    private static void AssertWall(PageContext context, bool isShown)
    {
        context.Navigation.NavigateTo("/?wall=30&numbers=all");
        RenderFragment body = page => page.AddContent(0, Shown);
        var wall = context.Render<WallLayout>(parameters => parameters.Add(layout => layout.Body, body)).Markup;

        Assert.Equal(isShown, wall.Contains(Shown, StringComparison.Ordinal));
        Assert.Equal(!isShown, wall.Contains(Text.WallIsForViewers, StringComparison.Ordinal));
        context.Navigation.NavigateTo("/");
        Assert.Equal(isShown, JumpTarget.Acts(context.Navigation, context.Services.GetRequiredService<Viewer>()).Any(act => act.Address.Contains("wall=", StringComparison.Ordinal)));
    }

    private static IEnumerable<Grant> Grants(string reach) => reach.Split(' ').Select(part => part.Split('=')).Select(part =>
        new Grant(Enum.Parse<Role>(part[0], ignoreCase: true), part[1] == "*" ? null : [part[1]]));
}
