namespace HealthDashboard.Pages.Boards;

/// <summary>What a click on a value makes of those that are filtered by.</summary>
public static class Choice
{
    /// <summary>The value alone, or none where it was the only one; with <paramref name="add"/> it joins the others, or leaves them.</summary>
    public static IEnumerable<string> Toggled(IReadOnlyList<string> chosen, string value, bool add) => (add, chosen.Contains(value)) switch
    {
        (true, true) => chosen.Where(each => each != value),
        (true, false) => [.. chosen, value],
        (false, true) when chosen.Count == 1 => [],
        _ => [value],
    };
}
