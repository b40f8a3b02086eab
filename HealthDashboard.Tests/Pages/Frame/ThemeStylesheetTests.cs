using System.Text;
using Bunit;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Tests.Support;
using MudBlazor;
using MudBlazor.Services;

namespace HealthDashboard.Tests.Pages.Frame;

/// <summary>The look is a file that browsers keep, where MudBlazor would write it into every page and remember it for every reader.</summary>
public sealed class ThemeStylesheetTests
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

    /// <summary>The variables that MudBlazor makes of the theme. Its own rules for scrollbars are not wanted.</summary>
    private static async Task<List<string>> StylesAsync(bool dark)
    {
        await using var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices();
        var provider = context.Render<MudThemeProvider>(parameters => parameters
            .Add(theme => theme.Theme, AppTheme.Theme).Add(theme => theme.IsDarkMode, dark).Add(theme => theme.ObserveSystemDarkModeChange, false));
        return [.. provider.FindAll("style").SelectMany(style => style.TextContent.Split('\n')).Select(line => line.Trim()).Where(line => line.StartsWith("--", StringComparison.Ordinal))];
    }
}
