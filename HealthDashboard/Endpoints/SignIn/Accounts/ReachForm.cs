using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>Reads a role for all departments (<c>everywhere</c>) and one for each department (<c>department.N</c>, <c>role.N</c>), empty for none; and whether names may be revealed (<c>names</c>).</summary>
public static class ReachForm
{
    private const int Most = 500;

    /// <exception cref="AccountRefusedException">A role is none, or has no department.</exception>
    public static Reach Read(IFormCollection form)
    {
        var grants = new List<Grant>();
        if (ReadRole(form["everywhere"]) is { } everywhere)
            grants.Add(new Grant(everywhere, null));
        for (var at = 0; at < Most && form.ContainsKey($"department.{at}"); at++)
        {
            var department = form[$"department.{at}"].ToString().Trim();
            if (ReadRole(form[$"role.{at}"]) is { } role)
                grants.Add(new Grant(role, [department.Length > 0 ? department : throw new AccountRefusedException("A role stands beside no department. Expected the name of one, as the files spell it.")]));
        }

        return Reach.Of(grants, names: form["names"] == "true");
    }

    private static Role? ReadRole(string? text) => string.IsNullOrEmpty(text) ? null
        : Enum.GetNames<Role>().Contains(text) ? Enum.Parse<Role>(text)
        : throw new AccountRefusedException($"There is no such role. Expected {string.Join(", ", Enum.GetNames<Role>())}, or none.");
}
