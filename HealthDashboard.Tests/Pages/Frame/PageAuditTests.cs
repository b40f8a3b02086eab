using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Tests.Access.Audit;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>What a page shows is written down once, as long as it shows the same.</summary>
public sealed class PageAuditTests : IDisposable
{
    private readonly AuditWriting _audit = new();

    [Fact]
    public async Task New_data_and_another_address_are_new_things_and_drawing_again_is_none()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        var page = context.Visit<OverviewPage>("/");
        Assert.Equal(["/"], Written());

        page.Render();
        Assert.Equal(["/"], Written());

        var run = warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare"));
        Assert.Equal(HealthDashboard.Pipeline.RunState.Published, run.State);
        page.WaitForAssertion(() => Assert.Equal(["/", "/"], Written()));

        context.Visit<OverviewPage>("/?department=Cardiology");
        Assert.Equal(["/", "/", "/?department=Cardiology"], Written().Take(3));
    }

    /// <summary>The first names a patient that nobody is, and reads like the second when it is unescaped.</summary>
    [Fact]
    public async Task Whom_a_page_shows_makes_it_another_thing_whatever_its_address_reads_like()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));

        context.Visit<PatientPage>("/patients/P1%3Fx=1", page => page.Add(each => each.PatientId, "P1?x=1"));
        context.Visit<PatientPage>("/patients/P1?x=1", page => page.Add(each => each.PatientId, "P1"));

        var reader = new AuditReader(_audit.Files);
        Assert.Equal([1, 0], reader.Stream(new AuditQuestion()).Select(entry => entry.Patients));
        Assert.Single(reader.Stream(new AuditQuestion { Patient = "P1" }));
    }

    [Fact]
    public async Task A_page_of_a_patient_is_not_drawn_when_it_cannot_be_written_down()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        _ = _audit.Store.End();
        File.Delete(_audit.Files.Database);

        Assert.Throws<AuditUnavailableException>(() => context.Visit<PatientPage>("/patients/P1", page => page.Add(each => each.PatientId, "P1")));
        Assert.NotEmpty(context.Visit<OverviewPage>("/").Markup);
    }

    /// <summary>Who saw a patient is asked of the audit, and a wall shows nobody's name.</summary>
    [Fact]
    public async Task On_a_wall_nobody_is_written_down_who_is_not_shown()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));

        foreach (var wall in new[] { "", "?wall=30&numbers=all" })
            context.Visit<DepartmentPage>($"/departments/Cardiology{wall}", page => page.Add(each => each.Department, "Cardiology"));

        Assert.Equal([0, 1], new AuditReader(_audit.Files).Stream(new AuditQuestion()).Select(entry => entry.Patients));
    }

    public void Dispose() => _audit.Dispose();

    private string[] Written() => [.. new AuditReader(_audit.Files).Stream(new AuditQuestion()).Reverse().Select(entry => entry.What)];
}
