using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Access.Audit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Access.Audit;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;
using Microsoft.AspNetCore.Components.Rendering;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>Whoever goes on before a page has read everything is never shown what it read for the address before.</summary>
public sealed class TwoLoadsTests : IDisposable
{
    private readonly AuditWriting _audit = new();

    [Theory]
    [InlineData("Cardiology", "Neurology")]
    [InlineData("Neurology", "Cardiology")]
    public async Task What_an_earlier_address_read_late_stands_under_no_later_one(params string[] done)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Low,Neurology,3").Visit("V2,P1,D2,Neurology,2025-03-04,no"));
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        SlowPage.Read = new() { ["Cardiology"] = new(), ["Neurology"] = new() };

        var page = context.Visit<SlowPage>("/?department=Cardiology");
        context.Navigation.NavigateTo("/?department=Neurology");
        page.Render();
        foreach (var department in done)
            SlowPage.Read[department].SetResult();

        page.WaitForAssertion(() => Assert.Equal("Neurology: Neurology", page.Markup));
        await page.InvokeAsync(page.Instance.Draw);
        Assert.Equal("Neurology: Neurology", page.Markup);
        Assert.Equal(["/?department=Neurology"], new AuditReader(_audit.Files).Stream(new AuditQuestion()).Select(entry => entry.What));
    }

    [Fact]
    public async Task What_is_left_while_it_is_read_is_not_written_down_as_seen()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Doctor("D2,Dr. Low,Neurology,3").Visit("V2,P1,D2,Neurology,2025-03-04,no"));
        await using var context = PageContext.For(warehouse, _audit.Store, new Grant(Role.Analyst, null));
        SlowPage.Read = new() { ["Cardiology"] = new(), ["Neurology"] = new() };
        SlowPage.Read["Neurology"].SetResult();

        var page = context.Visit<SlowPage>("/?department=Cardiology");
        page.Instance.Dispose();
        await page.InvokeAsync(SlowPage.Read["Cardiology"].SetResult);
        var next = context.Visit<SlowPage>("/?department=Neurology");

        next.WaitForAssertion(() => Assert.Equal("Neurology: Neurology", next.Markup));
        Assert.Equal(["/?department=Neurology"], new AuditReader(_audit.Files).Stream(new AuditQuestion()).Select(entry => entry.What));
    }

    public void Dispose() => _audit.Dispose();

    /// <summary>Shows what it is asked for, and what it has read.</summary>
    private sealed class SlowPage : SnapshotPage
    {
        private string? _read;

        /// <summary>Done when a department has been read.</summary>
        public static Dictionary<string, TaskCompletionSource> Read { get; set; } = [];

        public void Draw() => StateHasChanged();

        protected override async Task LoadAsync(Snapshot snapshot)
        {
            var department = Scope.Department!;
            await Read[department].Task;
            _read = department;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _read is null ? "" : $"{Scope.Department}: {_read}");
    }
}
