using Bunit;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>A page is rendered when it is asked for, and again when it comes alive: the second time from what the first one read.</summary>
public sealed class SecondRenderTests(SampleWarehouse sample)
{
    private static readonly string[] Filters = ["", "?department=Cardiology", "?doctor=D001&from=2024-03-01&to=2024-08-31"];

    public static TheoryData<string> Addresses =>
    [
        .. Filters.Select(filter => "/" + filter),
        .. GoldCatalog.All.Select(view => $"/gold/{view.Name}?from=2024-03-01"),
        "/gold/patient_summary?sort=-total_visits&q=a", "/department/Cardiology", "/doctor/D001", "/patient/P0001",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task The_second_render_asks_the_database_nothing(string address)
    {
        using var warehouse = sample.Copy();
        await using var context = new PageContext(warehouse);
        var first = Render(context, address);

        warehouse.Snapshot.Release();
        foreach (var database in Directory.GetFiles(warehouse.Snapshot.Folder, "*.db"))
            Empty(database);

        Assert.Equal(first, Render(context, address));
    }

    /// <summary>Nothing can be read of it any more, though it looks as it did.</summary>
    private static void Empty(string database)
    {
        var (length, written) = (new FileInfo(database).Length, File.GetLastWriteTimeUtc(database));
        File.WriteAllBytes(database, new byte[length]);
        File.SetLastWriteTimeUtc(database, written);
    }

    private static string Render(PageContext context, string address)
    {
        var path = address.Split('?')[0].Split('/');
        return path switch
        {
            [_, ""] => context.Visit<OverviewPage>(address).Find(".cards").TextContent,
            [_, "gold", var view] => context.Visit<GoldPage>(address, page => page.Add(each => each.ViewName, view)).Find("table").TextContent,
            [_, "department", var department] => context.Visit<DepartmentPage>(address, page => page.Add(each => each.Department, department)).Find(".cards").TextContent,
            [_, "doctor", var doctor] => context.Visit<DoctorPage>(address, page => page.Add(each => each.DoctorId, doctor)).Find(".cards").TextContent,
            [_, _, var patient] => context.Visit<PatientPage>(address, page => page.Add(each => each.PatientId, patient)).Find("table").TextContent,
            _ => throw new ArgumentException("No such page.", nameof(address)),
        };
    }
}
