using HealthDashboard.Access.Accounts;
using HealthDashboard.Pages;

namespace HealthDashboard.Endpoints.SignIn.Accounts;

/// <summary>Reads a password that somebody chooses: <c>password</c>, and the same once more as <c>again</c>.</summary>
public static class NewPassword
{
    /// <summary>Why it is not taken, in a sentence; null when it is.</summary>
    public static string? WhyNot(IFormCollection form, LocalAccount account)
    {
        var password = form["password"].ToString();
        return password != form["again"].ToString() ? Text.PasswordsDiffer
            : Passwords.Matches(account.PasswordHash, password) ? Text.PasswordIsTheSame
            : Passwords.WhyNot(password, account.Name);
    }
}
