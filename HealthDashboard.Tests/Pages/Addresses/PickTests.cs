using HealthDashboard.Gold;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Addresses;

/// <summary>What a click on something does to the address; pick.js does the same, as DrillTests see in the browser.</summary>
public sealed class PickTests
{
    private static readonly Pick Cardiology = Pick.Of(Dimensions.Department, "Cardiology");
    private static readonly Pick Week = new() { Days = (new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 9)) };

    public static TheoryData<Pick, Scope, string> Clicks => new()
    {
        { Cardiology, Scopes.Everything, "?department=Cardiology&sort=x&by=insurer" },
        { Cardiology, Scopes.Everything.With(Dimensions.Department, "Neurology", "Oncology"), "?department=Cardiology&sort=x&by=insurer" },
        { Cardiology, Scopes.Everything.With(Dimensions.Department, "Cardiology", "Oncology"), "?department=Oncology&sort=x&by=insurer" },
        { Cardiology, Scopes.Everything with { Department = "Cardiology", DoctorId = "D1" }, "?doctor=D1&sort=x&by=insurer" },
        { Week, Scopes.Everything with { Department = "Cardiology" }, "?department=Cardiology&from=2025-03-03&to=2025-03-09" },
        { Week, Scopes.Everything with { From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 16) }, "?from=2025-03-03&to=2025-03-09" },
        { Week, Scopes.Everything with { From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 9) }, "" },
        { Cardiology with { Days = Week.Days }, Scopes.Everything with { Department = "Cardiology" }, "?department=Cardiology&from=2025-03-03&to=2025-03-09" },
        { Cardiology with { Days = Week.Days }, Scopes.Everything with { Department = "Cardiology", From = new DateOnly(2025, 3, 3), To = new DateOnly(2025, 3, 9) }, "" },
    };

    [Theory]
    [MemberData(nameof(Clicks))]
    public void A_click_filters_by_it_alone_and_takes_back_what_is_filtered_by(Pick pick, Scope scope, string query) =>
        Assert.Equal("/gold/x" + query, Address.Picked("http://host/gold/x?page=3&department=A&from=2024-01-01&sort=x&by=insurer", pick, scope));

    [Fact]
    public void A_filter_is_written_relative_to_whichever_page_it_is_on() =>
        Assert.Equal("?department=A%20%26%20B&from=2025-03-03&to=2025-03-09", Address.Relative(Pick.Of(Dimensions.Department, "A & B") with { Days = Week.Days }));
}
