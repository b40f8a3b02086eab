using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

public sealed class UploadPageTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task One_chooses_files_sees_what_would_change_and_publishes_or_is_told_what_is_missing()
    {
        var (data, chosen) = (Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "chosen"));
        Hospital.Tiny.WriteTo(data);
        Hospital.Tiny.Treatment("T2,V1,MRI,900,MedCare").Treatment("T3,V1,MRI,dear,MedCare").WriteTo(chosen);
        await using var server = DashboardProcess.Serve(data, Path.Combine(_folder.Path, "warehouse"));
        await using var open = await browser.OpenAsync(new Uri(await server.ReadyAsync(), "/pipeline").ToString(), width: 360);
        var page = open.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Check new files" }).ClickAsync();
        var field = page.GetByLabel("Drop the four files here");
        await field.SetInputFilesAsync([Path.Combine(chosen, "visits.csv"), Path.Combine(chosen, "patients.csv")]);
        await Assertions.Expect(page.GetByText("Missing: doctors.csv, treatments.csv.")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));

        await field.SetInputFilesAsync(Directory.GetFiles(chosen));
        await page.GetByRole(AriaRole.Button, new() { Name = "Check these files" }).ClickAsync();

        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true });
        await Assertions.Expect(publish).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "treatments.csv" }).First).ToContainTextAsync("was 1");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "Insurance" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rows that differ: Insurance" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));

        await publish.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Where do the numbers come from?");
        await page.GotoAsync("/gold/department_treatment_summary".Insert(0, new Uri(page.Url).GetLeftPart(UriPartial.Authority)));
        await Assertions.Expect(page.Locator(".grid tbody")).ToContainTextAsync("$1,000.00");
        Assert.Empty(open.Complaints);
    }

    public void Dispose() => _folder.Dispose();
}
