using HealthDashboard.Access;
using HealthDashboard.Pages.Addresses;
using HealthDashboard.Pages.Frame;

namespace HealthDashboard.Endpoints;

/// <summary>What of a hospital's look is a file of its own.</summary>
public static partial class BrandFiles
{
    /// <summary>On pages it is a picture, in which nothing runs; opened by itself, an SVG would be a page of this host.</summary>
    private static readonly OwnPolicy Picture = new("default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");

    public static void MapBrandFiles(this WebApplication app, DisplayOptions display)
    {
        if (display.Accent?.Changed is { } changed)
            LogAccent(app.Logger, changed);
        if (display.Logo is { } logo)
            app.MapGet(Address.LogoFile, () => Results.Bytes(logo.Content, logo.Kind)).WithMetadata(Picture).AllowAnonymous().ExcludeFromDescription();
    }

    [LoggerMessage(LogLevel.Information, "{Sentence}")]
    private static partial void LogAccent(ILogger logger, string sentence);
}
