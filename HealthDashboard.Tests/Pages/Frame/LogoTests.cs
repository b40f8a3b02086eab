using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using HealthDashboard.Configuration;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace HealthDashboard.Tests.Pages.Frame;

public sealed class LogoTests : IDisposable
{
    private const string Svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><script>alert(1)</script><rect width="60" height="20"/></svg>""";

    /// <summary>The first bytes of a PNG of 40 by 20 pixels.</summary>
    private static readonly byte[] Png = Convert.FromHexString("89504E470D0A1A0A0000000D494844520000002800000014080600000000000000");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_picture_is_known_by_what_is_in_it_with_its_shape()
    {
        Assert.Equal(("image/svg+xml", 3.0), Seen(Svg));
        Assert.Equal(("image/svg+xml", 2.0), Seen("""<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20px"/>"""));
        Assert.Equal(("image/png", 2.0), Seen(Png));
    }

    [Theory]
    [InlineData("GIF89a", "neither PNG nor SVG")]
    [InlineData("", "neither PNG nor SVG")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "outermost element is html")]
    [InlineData("<svg/>", "outermost element is svg")]
    [InlineData(null, "not there")]
    public void What_cannot_be_shown_is_refused_at_the_start_with_what_was_found(string? content, string found)
    {
        var path = Path.Combine(_folder.Path, "logo");
        if (content is not null)
            File.WriteAllText(path, content);

        var refused = Assert.Throws<FormatException>(() => Read(("Display:Logo", path)));

        Assert.StartsWith($"Display:Logo is “{path}”. Expected a PNG or an SVG", refused.Message, StringComparison.Ordinal);
        Assert.Contains(found, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_every_visit_would_wait_for_is_refused()
    {
        var path = Path.Combine(_folder.Path, "logo.png");
        File.WriteAllBytes(path, [.. Png, .. new byte[256 * 1024]]);

        Assert.Contains("found a file of 256 kB", Assert.Throws<FormatException>(() => Read(("Display:Logo", path))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_colour_that_is_none_is_refused() =>
        Assert.Equal("Display:Accent is “teal”. Expected a colour such as #0b5c73.", Assert.Throws<FormatException>(() => Read(("Display:Accent", "teal"))).Message);

    [Fact]
    public async Task The_dashboard_bears_the_logo_and_the_colour_and_nothing_in_the_file_can_run()
    {
        var path = Path.Combine(_folder.Path, "logo.svg");
        await File.WriteAllTextAsync(path, Svg, TestContext.Current.CancellationToken);
        Hospital.Tiny.WriteTo(Path.Combine(_folder.Path, "data"));
        await using var server = DashboardProcess.Serve(Path.Combine(_folder.Path, "data"), Path.Combine(_folder.Path, "warehouse"), "--Display:Logo", path, "--Display:Accent", "#FFCC00");
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };

        var page = new HtmlParser().ParseDocument(await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        var mark = page.QuerySelector(".side .brand img")!;
        using var logo = await http.GetAsync(new Uri(mark.GetAttribute("src")!, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(("78", "26", ""), (mark.GetAttribute("width"), mark.GetAttribute("height"), mark.GetAttribute("alt")));
        Assert.Equal(mark.GetAttribute("src"), page.QuerySelector("link[rel=icon]")!.GetAttribute("href"));
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml", Svg), (logo.StatusCode, logo.Content.Headers.ContentType?.MediaType, await logo.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'", Assert.Single(logo.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(logo.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("--mud-palette-primary:", page.QuerySelector("head style")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Display:Accent #ffcc00 has a contrast below 4.5 as text on light ground", server.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static DisplayOptions Read(params (string Key, string Value)[] settings) => DisplayOptions.From(new SettingsReader(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value))).Build(), Environment.CurrentDirectory));

    private (string Kind, double Ratio) Seen(string content) => Seen(Encoding.UTF8.GetBytes(content));

    private (string Kind, double Ratio) Seen(byte[] content)
    {
        var path = Path.Combine(_folder.Path, "seen");
        File.WriteAllBytes(path, content);
        return Logo.Read(path) is var logo ? (logo.Kind, logo.Ratio) : default;
    }
}
