using Microsoft.AspNetCore.WebUtilities;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// An address as the audit keeps it: whole, but for what was typed to search by, which may be a person's name; whom it found stands beside it.
/// </summary>
public static class AuditAddress
{
    private const string Typed = "…";
    private const int MostLetters = 4000;

    /// <param name="address">Path and query, without the path of the host.</param>
    public static string Of(string address)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        if (at < 0)
            return Brief(address, MostLetters);
        var asked = QueryHelpers.ParseQuery(address[at..]).SelectMany(part => part.Value, (part, value) => (part.Key, Value: Kept(part.Key, value ?? "")));
        var query = string.Join('&', asked.Select(part => $"{part.Key}={part.Value}"));
        return Brief(query.Length == 0 ? address[..at] : $"{address[..at]}?{query}", MostLetters);
    }

    public static string Of(HttpRequest request) => Of($"{request.Path}{request.QueryString}");

    /// <summary>What somebody sent, so that its length is not theirs to choose.</summary>
    public static string Brief(string text, int letters) => text.Length <= letters ? text : text[..letters] + Typed;

    private static string Kept(string name, string value) =>
        name.Equals("q", StringComparison.OrdinalIgnoreCase) ? Typed
        : name.Equals("where", StringComparison.OrdinalIgnoreCase) && value.StartsWith("patient_name", StringComparison.Ordinal) ? "patient_name" + Typed
        : value;

}
