using System.Buffers.Binary;
using HealthDashboard.Tests.Support;
using Microsoft.Playwright;

namespace HealthDashboard.Tests.Browser;

/// <summary>Takes the pictures of the documentation. With SCREENSHOTS=1 all of them, in place of those in docs/screenshots; else one of each page, to see that it can be done.</summary>
public sealed class ScreenshotTests(DashboardBrowser browser) : IClassFixture<DashboardBrowser>, IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private static bool AreWanted => Environment.GetEnvironmentVariable("SCREENSHOTS") == "1";

    private string Folder => AreWanted
        ? Path.Combine(Places.Repository, "docs", "screenshots")
        : _temporary.Path;

    [Theory]
    [InlineData("home", "/")]
    [InlineData("explore", "/explore?department=Cardiology&department=Emergency")]
    [InlineData("insurance", "/insurance")]
    [InlineData("compare", "/compare?of=department&a=Oncology&b=Cardiology")]
    [InlineData("doctors", "/doctors")]
    [InlineData("patient-groups", "/patient-groups")]
    [InlineData("department", "/departments/Cardiology")]
    [InlineData("cost-change", "/cost-change")]
    [InlineData("department_treatment_summary", "/gold/department_treatment_summary")]
    [InlineData("department_weekly_kpis", "/gold/department_weekly_kpis")]
    [InlineData("insurance_summary", "/gold/insurance_summary")]
    public async Task The_pictures_of_the_documentation_can_be_taken(string name, string address)
    {
        Directory.CreateDirectory(Folder);
        foreach (var colours in AreWanted ? [ColorScheme.Light, ColorScheme.Dark] : new[] { ColorScheme.Light })
        {
            foreach (var (width, height) in AreWanted ? [(1440, 900), (360, 780)] : new[] { (1440, 900) })
            {
                var file = Path.Combine(Folder, $"{name}-{colours.ToString().ToLowerInvariant()}-{width}.png");
                await using var page = await browser.OpenAsync(address, colours, width, height);
                await page.DrawnAsync();
                await page.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");

                var picture = await page.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, Animations = ScreenshotAnimations.Disabled });

                Assert.Equal((width, height), Size(picture));
                Assert.InRange(new FileInfo(file).Length, 12_000, 400_000);
            }
        }
    }

    public void Dispose() => _temporary.Dispose();

    /// <summary>From the header of the PNG.</summary>
    private static (int Width, int Height) Size(byte[] picture) =>
        (BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(20)));
}
