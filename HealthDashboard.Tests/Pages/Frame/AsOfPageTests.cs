using Bunit;
using HealthDashboard.Pages.Compare;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Views;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>What a page on a kept snapshot does while others are published and it is removed.</summary>
public sealed class AsOfPageTests
{
    private const string Cardiology = "/gold/department_treatment_summary";

    [Fact]
    public async Task A_page_on_a_kept_snapshot_stays_with_it_and_says_so_until_it_is_removed()
    {
        using var warehouse = new TestWarehouse(keepSnapshots: 2);
        var first = warehouse.Run(Hospital.Tiny).RunId;
        await using var context = new PageContext(warehouse);
        var page = context.Visit<GoldPage>($"{Cardiology}?as_of={first}", page => page.Add(each => each.ViewName, "department_treatment_summary"));
        var notice = context.Render<AsOfNotice>(each => each.Add(part => part.Here, context.Here));
        Assert.Contains("These are the published numbers.", notice.Markup, StringComparison.Ordinal);

        var second = warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare")).RunId;

        Assert.Contains("$100.00", page.Find(".grid tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not the published numbers.", notice.Markup, StringComparison.Ordinal);
        Assert.Equal(Cardiology, notice.Find("a").GetAttribute("href"));

        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,800,MedCare"));

        Assert.Contains($"There is no snapshot “{first}”. Kept are {warehouse.Snapshot.RunId}, {second}.", page.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Contains("$900.00", page.Find(".grid tbody").TextContent, StringComparison.Ordinal);
        Assert.Empty(notice.Markup.Trim());
    }

    [Fact]
    public async Task An_unusable_filter_leaves_the_snapshot_one_looks_at()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny);
        var first = warehouse.Snapshot.RunId;
        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare"));
        await using var context = new PageContext(warehouse);

        var page = context.Visit<GoldPage>($"{Cardiology}?department=Alchemy&as_of={first}", page => page.Add(each => each.ViewName, "department_treatment_summary"));

        Assert.Contains("$100.00", page.Find(".grid tbody").TextContent, StringComparison.Ordinal);
        Assert.Contains($"?as_of={first}&", page.Find("th a.sort").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_process_sees_that_a_snapshot_was_removed_once_it_looks()
    {
        using var warehouse = new TestWarehouse(keepSnapshots: 1);
        var first = warehouse.Run(Hospital.Tiny).RunId;
        var other = new SnapshotStore(new WarehouseOptions { Path = warehouse.Store.Folder });
        var known = other.Find(first);
        Assert.Same(known, other.Find(first));
        var told = 0;
        other.Removed += () => told++;

        warehouse.Run(Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare"));
        other.Refresh();
        other.Refresh();

        Assert.Equal((1, null), (told, other.Find(first)));
    }

    [Fact]
    public async Task Values_that_look_the_same_are_shown_with_all_their_digits()
    {
        using var warehouse = TestWarehouse.Of(Thirds("33.33"));
        var first = warehouse.Snapshot;
        warehouse.Run(Thirds("33.34"));
        await using var context = new PageContext(warehouse);

        var page = context.Visit<ComparePage>($"/pipeline/compare?as_of={first.RunId}&view=treatment_type_summary");
        var cells = page.FindAll("[aria-labelledby=compared-rows] tbody td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

        Assert.Equal(["ECG", "3", "then $99.99 now $100.00", "then 33.33 now 33.3333333333333", "100.0 %", "then $99.99 now $100.00", "changed"], cells);
        first.Release();

        static Hospital Thirds(string last) => Hospital.Tiny.File("treatments.csv", System.Text.Encoding.UTF8.GetBytes(
            $"{Hospital.TreatmentHeader}\nT1,V1,ECG,33.33,MedCare\nT2,V1,ECG,33.33,MedCare\nT3,V1,ECG,{last},MedCare\n"));
    }
}
