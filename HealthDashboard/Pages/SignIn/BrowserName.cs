namespace HealthDashboard.Pages.SignIn;

/// <summary>What a browser says of itself, as people call it.</summary>
public static class BrowserName
{
    /// <summary>In this order, since later ones claim to be earlier ones too.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox, Windows</c>.</summary>
    public static string Of(string said) => (Find(Browsers, said), Find(Systems, said)) switch
    {
        (null, null) => Text.UnknownBrowser,
        (var browser, var system) => string.Join(", ", new[] { browser, system }.OfType<string>()),
    };

    private static string? Find((string Mark, string Name)[] known, string said) =>
        known.Where(each => said.Contains(each.Mark, StringComparison.Ordinal)).Select(each => each.Name).FirstOrDefault();
}
