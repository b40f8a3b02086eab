using MudBlazor;

namespace HealthDashboard.Pages.Frame;

/// <summary>
/// The look of the dashboard: every colour there is. Text has a contrast of at least 4.5 on its ground, marks of at least 3, in both palettes. theme.css is made
/// of it, and MudBlazor, the pages and the charts read their colours there.
/// </summary>
public static class AppTheme
{
    private static readonly string[] Fonts = ["Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>What MudBlazor has no name for.</summary>
    private static readonly (string Name, string Light, string Dark)[] Tokens =
    [
        // One colour for data, faint grounds, and one that says: look here.
        ("data", "#3b8793", "#3f9aaa"),
        ("usual", "#e9f1f3", "#18272e"),
        ("soft", "#f0f5f6", "#1a252c"),
        ("look", "#b4480e", "#f2a065"),
        // Bears white words.
        ("filled", "#0b5c73", "#1f7a91"),
        // Marks of charts: distinguishable for colour-blind eyes, with a contrast of at least 3 on their ground (after Okabe and Ito).
        ("mark-1", "#0b5c73", "#6cc5dc"),
        ("mark-2", "#c2410c", "#f2a65a"),
        ("mark-3", "#1b7f5c", "#7fd1a0"),
        ("mark-4", "#9d4edd", "#cba6f7"),
        ("mark-5", "#8a5a00", "#e6d466"),
        ("mark-6", "#1d4ed8", "#8ab4f8"),
        ("mark-7", "#be185d", "#f5a3c7"),
        ("mark-8", "#4d7c0f", "#b5d46e"),
        ("mark-9", "#6b7280", "#aab4bd"),
    ];

    /// <summary>The same as lines of a stylesheet.</summary>
    public static IEnumerable<string> Lines(bool dark) => Tokens.Select(token => $"--{token.Name}: {(dark ? token.Dark : token.Light)};");

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5c73",
            PrimaryContrastText = "#ffffff",
            Secondary = "#8a4b08",
            Info = "#0b5c73",
            Success = "#1b6e3c",
            Warning = "#8a5a00",
            Error = "#b3261e",
            Background = "#f4f6f8",
            Surface = "#ffffff",
            TextPrimary = "#14222b",
            TextSecondary = "#4a5b66",
            ActionDefault = "#4a5b66",
            Divider = "#dde3e8",
            LinesDefault = "#dde3e8",
            LinesInputs = "#74848f",
            TableLines = "#e6ebef",
            TableHover = "#f0f5f8",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6cc5dc",
            PrimaryContrastText = "#06222b",
            Secondary = "#e6b566",
            Info = "#6cc5dc",
            Success = "#7fd1a0",
            Warning = "#e6b566",
            Error = "#ffb4ab",
            Background = "#0e1519",
            Surface = "#161f25",
            TextPrimary = "#e6edf1",
            TextSecondary = "#a9b8c2",
            ActionDefault = "#a9b8c2",
            Divider = "#2b3841",
            LinesDefault = "#2b3841",
            LinesInputs = "#7b8b96",
            TableLines = "#26323a",
            TableHover = "#1d2930",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Fonts, FontSize = "0.9375rem" } },
    };
}
