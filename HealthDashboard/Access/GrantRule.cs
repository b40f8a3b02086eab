using HealthDashboard.Configuration;

namespace HealthDashboard.Access;

/// <summary>The settings <c>Auth:Grants:N:*</c>: who is told by the provider to have a claim of this value has a grant.</summary>
public sealed record GrantRule(string Claim, string Value, Grant Grant)
{
    private const string Section = "Auth:Grants";
    private const string All = "*";

    /// <summary>What people may write of themselves, or two may share, at one provider or another.</summary>
    private static readonly string[] SaidByThemselves =
        ["email", "name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile", "phone_number"];

    /// <exception cref="FormatException">A value cannot be used.</exception>
    public static IReadOnlyList<GrantRule> AllFrom(SettingsReader read) => [.. read.Entries(Section).Select(entry => From(read, entry))];

    private static GrantRule From(SettingsReader read, string entry)
    {
        var (claimKey, departmentsKey) = ($"{entry}:Claim", $"{entry}:Departments");
        var text = read.Text(claimKey, "");
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 1 || at == text.Length - 1)
            throw SettingsReader.Unusable(claimKey, text, "a claim and its value, such as groups=dashboard-cardiology");
        var (claim, value) = (text[..at].Trim(), text[(at + 1)..].Trim());
        if (SaidByThemselves.Contains(claim, StringComparer.OrdinalIgnoreCase))
            throw SettingsReader.Unusable(claimKey, text, $"a claim that the provider alone decides on, such as groups, roles or sub; {claim} may be changed by people, or shared");
        if (read.Text($"{entry}:Role", "").Length == 0)
            throw SettingsReader.Unusable($"{entry}:Role", "", string.Join(" or ", Enum.GetNames<Role>()));
        var departments = read.Texts(departmentsKey);
        if (departments.Count == 0 || departments.Any(each => each.Length == 0))
            throw SettingsReader.Unusable(departmentsKey, string.Join(", ", departments), $"names of departments as the files spell them, or {All} for all");
        if (departments.Contains(All) && departments.Count > 1)
            throw SettingsReader.Unusable(departmentsKey, string.Join(", ", departments), $"{All} alone, or names of departments");
        var (role, names) = (read.OneOf($"{entry}:Role", Role.Viewer), read.Switch($"{entry}:Names", false));
        if (names && role < Role.Analyst)
            throw SettingsReader.Unusable($"{entry}:Names", "true", $"false, since a {role} sees no single patients");
        return new GrantRule(claim, value, new Grant(role, departments.Contains(All) ? null : departments, names));
    }
}
