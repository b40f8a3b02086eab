using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Access.Audit;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>Patients whom the palette offers are written down, by id and once more when they are offered by name.</summary>
public sealed class PaletteAuditTests : IDisposable
{
    private readonly AuditWriting _audit = new();

    [Fact]
    public async Task The_same_patients_by_name_are_another_entry()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null, Names: true));
        var viewer = context.Services.GetRequiredService<Viewer>();
        viewer.SetAuthenticationState(Task.FromResult(new AuthenticationState(viewer.Person.In(1))));
        var palette = context.Render<Palette>();

        await palette.Find("input").InputAsync("P1");
        Assert.DoesNotContain("Ada Byron", palette.Markup, StringComparison.Ordinal);
        palette.Render();
        Assert.Equal(["analyst=*: P1"], Written());

        await palette.InvokeAsync(() => viewer.ShowNames(DateTimeOffset.UtcNow.AddMinutes(15).ToUnixTimeSeconds()));
        palette.WaitForAssertion(() => Assert.Contains("Ada Byron", palette.Markup, StringComparison.Ordinal));
        Assert.Equal(["analyst=*: P1", "analyst=* names: P1"], Written());
    }

    public void Dispose() => _audit.Dispose();

    private string[] Written()
    {
        var reader = new AuditReader(_audit.Files);
        return [.. reader.Stream(new AuditQuestion { Action = "search" }).Reverse().Select(entry => $"{entry.Reach}: {string.Join(' ', reader.PatientsOf(entry.Id))}")];
    }
}
