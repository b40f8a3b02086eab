namespace HealthDashboard.Pages.Frame;

/// <summary>
/// The hospital's own colour: of links, of what is chosen, and of data. On light ground it is darkened and on dark ground lightened, as far as
/// it takes to be read.
/// </summary>
public sealed record Accent(Colour Asked)
{
    private const double OfText = 4.5;
    private const double OfMarks = 3;
    private const double Step = 0.02;

    private static Colour LightGround => Of(AppTheme.Theme.PaletteLight.Background);

    private static Colour LightSurface => Of(AppTheme.Theme.PaletteLight.Surface);

    private static Colour DarkSurface => Of(AppTheme.Theme.PaletteDark.Surface);

    /// <summary>As text on light ground.</summary>
    public Colour Light => Moved(Asked, Colour.Black, colour => IsText(colour, LightGround, LightSurface));

    /// <summary>As text on dark ground.</summary>
    public Colour Dark => Moved(Asked, Colour.White, colour => IsText(colour, DarkSurface, DarkSurface));

    /// <summary>What it was changed to, and why, in a sentence; null where it is used as it is in both themes.</summary>
    public string? Changed => (Light == Asked, Dark == Asked) switch
    {
        (true, true) => null,
        (false, false) => $"{Said} on light ground, where {Light} is used, and on dark ground, where {Dark} is used.",
        (false, _) => $"{Said} on light ground: {Light} is used there.",
        _ => $"{Said} on dark ground: {Dark} is used there.",
    };

    private string Said => $"Display:Accent {Asked} has a contrast below {OfText.ToString(System.Globalization.CultureInfo.InvariantCulture)} as text";

    /// <summary>Stands behind theme.css and takes the place of its own.</summary>
    public string Css => $":root{{{Of(Light, LightSurface, Colour.Black)}}}:root[data-theme=\"dark\"]{{{Of(Dark, DarkSurface, Colour.White)}}}";

    /// <param name="away">What is farther from the ground still.</param>
    private static string Of(Colour text, Colour surface, Colour away) => string.Concat(new (string Name, object Value)[]
    {
        ("--mud-palette-primary", text),
        ("--mud-palette-primary-rgb", $"{text.R},{text.G},{text.B}"),
        ("--mud-palette-primary-text", OnTop(text)),
        ("--mud-palette-primary-darken", text.Towards(Colour.Black, 0.2)),
        ("--mud-palette-primary-lighten", text.Towards(Colour.White, 0.2)),
        ("--mud-palette-primary-hover", $"rgba({text.R},{text.G},{text.B},0.06)"),
        ("--mud-palette-info", text),
        ("--data", Moved(text.Towards(surface, 0.25), away, colour => colour.Contrast(surface) >= OfMarks)),
        ("--usual", Usual(surface, text)),
        ("--soft", surface.Towards(text, 0.06)),
        ("--filled", Filled(text)),
    }.Select(each => $"{each.Name}:{each.Value};"));

    /// <summary>Dark enough for white words, and light enough to be seen on dark ground.</summary>
    private static Colour Filled(Colour text) => Moved(text, Colour.Black, colour => colour.Contrast(Colour.White) >= OfText);

    private static Colour OnTop(Colour ground) => Colour.White.Contrast(ground) >= OfText ? Colour.White : Colour.Black;

    /// <summary>Whether it can be read on its ground, and on what is set apart from it.</summary>
    private static bool IsText(Colour colour, Colour ground, Colour surface) => colour.Contrast(ground) >= OfText && colour.Contrast(Usual(surface, colour)) >= OfText;

    private static Colour Usual(Colour surface, Colour text) => surface.Towards(text, 0.1);

    private static Colour Moved(Colour colour, Colour towards, Func<Colour, bool> isEnough)
    {
        for (var part = 0.0; part < 1; part += Step)
        {
            if (colour.Towards(towards, part) is var moved && isEnough(moved))
                return moved;
        }

        return towards;
    }

    private static Colour Of(MudBlazor.Utilities.MudColor colour) => new(colour.R, colour.G, colour.B);
}
