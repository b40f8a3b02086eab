using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;
using MudBlazor;
using MudBlazor.Services;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>The look is a file that browsers keep, where MudBlazor would write it into every page and remember it for every reader.</summary>
public sealed partial class ThemeStylesheetTests
{
    private static string File { get; } = Path.Combine(Places.Repository, "wwwroot", "theme.css");

    [Fact]
    public async Task The_stylesheet_of_the_theme_is_what_MudBlazor_makes_of_it()
    {
        var (light, dark) = (await StylesAsync(dark: false), await StylesAsync(dark: true));
        var expected = new StringBuilder("/* Made of AppTheme.cs: THEME=write dotnet test … --filter-class \"*ThemeStylesheetTests\" */\n")
            .Append(":root{\n").AppendJoin('\n', light).Append("\n}\n:root[data-theme=\"dark\"]{\n").AppendJoin('\n', dark.Except(light)).Append("\n}\n").ToString();

        if (Environment.GetEnvironmentVariable("THEME") == "write")
            await System.IO.File.WriteAllTextAsync(File, expected, Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(expected, await System.IO.File.ReadAllTextAsync(File, Xunit.TestContext.Current.CancellationToken));
    }

    /// <summary>A colour that stands beside the theme is forgotten when the theme changes, or in the dark.</summary>
    [Fact]
    public void No_other_stylesheet_script_or_page_names_a_colour()
    {
        var files = Directory.GetFiles(Path.Combine(Places.Repository, "wwwroot"), "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".css" or ".js" && file != File)
            .Concat(Directory.GetFiles(Path.Combine(Places.Repository, "HealthDashboard", "Pages"), "*.razor", SearchOption.AllDirectories)).ToList();

        // A code is read by cameras, dark on light whatever the theme.
        Assert.InRange(files.Count, 100, 1000);
        Assert.Empty(files.Where(file => Path.GetFileName(file) != "QrCode.razor").SelectMany(file => Colour().Matches(System.IO.File.ReadAllText(file)).Select(colour => $"{Path.GetFileName(file)}: {colour.Value}")));
    }

    /// <summary>#fff or #ffffff, or a colour by its channels that is no shade of black.</summary>
    [GeneratedRegex(@"(?<=[:\s""'(])#(?:[0-9a-f]{3}|[0-9a-f]{6})\b|\b(?:rgba?|hsla?)\((?!0 0 0 /)[^)]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    /// <summary>The variables that MudBlazor makes of the theme. Its own rules for scrollbars are not wanted.</summary>
    private static async Task<List<string>> StylesAsync(bool dark)
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        var provider = context.Render<MudThemeProvider>(parameters => parameters
            .Add(theme => theme.Theme, AppTheme.Theme).Add(theme => theme.IsDarkMode, dark).Add(theme => theme.ObserveSystemDarkModeChange, false));
        return [.. provider.FindAll("style").SelectMany(style => style.TextContent.Split('\n')).Select(line => line.Trim()).Where(line => line.StartsWith("--", StringComparison.Ordinal)), .. AppTheme.Lines(dark)];
    }
}
