using HealthDashboard.Access;
using HealthDashboard.Pages.Wording;

namespace HealthDashboard.Pages.SignIn;

/// <summary>Whose view a page is, in words.</summary>
public static class ReachText
{
    private const int MostNamed = 2;

    /// <summary>Such as <c>Cardiology, as analyst</c>; several roles with a semicolon between, the highest first.</summary>
    public static string Of(Reach reach) => Of(reach, MostNamed);

    /// <summary>The same with every department by name.</summary>
    public static string Whole(Reach reach) => Of(reach, int.MaxValue);

    private static string Of(Reach reach, int most)
    {
        if (reach.IsNothing)
            return Text.NothingToSee;
        var said = new List<string>();
        var above = Reach.Nothing;
        foreach (var role in Enum.GetValues<Role>().Reverse())
        {
            var here = reach.AtLeast(role);
            if (Where(here, above, most) is { } where)
                said.Add(Sentence.Of(Text.AsRole, where, Name(role)));
            above = here;
        }

        return string.Join("; ", said);
    }

    /// <summary>The departments that <paramref name="here"/> has and <paramref name="above"/> has not; null without any.</summary>
    private static string? Where(Reach here, Reach above, int most)
    {
        if (here.IsAll)
            return above.IsAll ? null : Text.AllDepartments;
        var departments = here.Departments.Where(each => !above.Covers(each)).ToList();
        return departments.Count == 0 ? null
            : departments.Count <= most ? string.Join(", ", departments)
            : Sentence.Of(Text.SoManyDepartments, departments.Count);
    }

    public static string Name(Role role) => role switch
    {
        Role.Admin => Text.RoleAdmin,
        Role.Analyst => Text.RoleAnalyst,
        _ => Text.RoleViewer,
    };
}
