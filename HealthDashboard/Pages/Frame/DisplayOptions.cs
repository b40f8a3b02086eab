using HealthDashboard.Configuration;

namespace HealthDashboard.Pages.Frame;

/// <summary>The settings <c>Display:*</c>.</summary>
public sealed record DisplayOptions
{
    private const int LongestName = 60;
    private const string HospitalKey = "Display:Hospital", CurrencyKey = "Display:Currency", LogoKey = "Display:Logo", AccentKey = "Display:Accent";

    /// <summary>Whose dashboard it is, as people call it.</summary>
    public string Hospital { get; init; } = "HealthDashboard";

    /// <summary>ISO 4217; the data names none.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Null for the dashboard's own.</summary>
    public Logo? Logo { get; init; }

    /// <summary>Null for the dashboard's own.</summary>
    public Accent? Accent { get; init; }

    /// <exception cref="FormatException">A value cannot be used.</exception>
    public static DisplayOptions From(SettingsReader read) => new()
    {
        Hospital = HospitalOf(read),
        Currency = CurrencyOf(read),
        Logo = LogoOf(read),
        Accent = AccentOf(read),
    };

    private static string HospitalOf(SettingsReader read)
    {
        var name = read.Text(HospitalKey, new DisplayOptions().Hospital).Trim();
        return name.Length is > 0 and <= LongestName ? name : throw SettingsReader.Unusable(HospitalKey, name, $"a name of 1 to {LongestName} letters");
    }

    private static string CurrencyOf(SettingsReader read)
    {
        var code = read.Text(CurrencyKey, "USD").ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? code : throw SettingsReader.Unusable(CurrencyKey, code, "three letters of ISO 4217, such as USD");
    }

    private static Logo? LogoOf(SettingsReader read)
    {
        if (read.Text(LogoKey, "").Length == 0)
            return null;
        var path = read.Folder(LogoKey, "");
        try
        {
            return Logo.Read(path);
        }
        catch (FormatException unusable)
        {
            throw SettingsReader.Unusable(LogoKey, path, $"a PNG or an SVG of at most 256 kB, and found {unusable.Message}");
        }
    }

    private static Accent? AccentOf(SettingsReader read) => read.Text(AccentKey, "") switch
    {
        "" => null,
        var text => Colour.Find(text) is { } colour ? new Accent(colour) : throw SettingsReader.Unusable(AccentKey, text, "a colour such as #0b5c73"),
    };
}
