using MudBlazor;

namespace HealthDashboard.Pages.Frame;

/// <summary>The look of the dashboard. Text has a contrast of at least 4.5 on its ground, marks of at least 3, in both palettes. theme.css is made of it.</summary>
public static class AppTheme
{
    private static readonly string[] Fonts = ["Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

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
