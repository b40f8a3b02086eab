using HealthDashboard.Access;
using HealthDashboard.Pages.SignIn;

namespace HealthDashboard.Tests.Pages.SignIn;

public sealed class ReachTextTests
{
    [Theory]
    [InlineData("nothing")]
    [InlineData("All departments, as administrator", "Admin", "*")]
    [InlineData("Cardiology, as analyst", "Analyst", "Cardiology")]
    [InlineData("Cardiology, ENT, as analyst", "Analyst", "ENT", "Analyst", "Cardiology")]
    [InlineData("3 departments, as viewer", "Viewer", "A", "Viewer", "B", "Viewer", "C")]
    [InlineData("Cardiology, as analyst; All departments, as viewer", "Viewer", "*", "Analyst", "Cardiology")]
    [InlineData("ENT, as administrator; Cardiology, as viewer", "Viewer", "Cardiology", "Admin", "ENT")]
    public void Whose_view_it_is_stands_in_a_few_words(string words, params string[] grants) =>
        Assert.Equal(words, ReachText.Of(Reach.Of(grants.Chunk(2).Select(pair => new Grant(Enum.Parse<Role>(pair[0]), pair[1] == "*" ? null : [pair[1]])), names: false)));

    [Theory]
    [InlineData("Firefox, Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")]
    [InlineData("Chrome, Linux", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/139.0.0.0 Safari/537.36")]
    [InlineData("Edge, Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0")]
    [InlineData("Safari, iPhone", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1")]
    [InlineData("unknown browser", "curl/8.14")]
    [InlineData("unknown browser", "")]
    public void A_browser_is_named_as_people_call_it(string name, string said) => Assert.Equal(name, BrowserName.Of(said));
}
