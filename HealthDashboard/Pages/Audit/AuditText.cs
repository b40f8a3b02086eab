using System.Globalization;
using HealthDashboard.Access.Audit;

namespace HealthDashboard.Pages.Audit;

/// <summary>What people are told of an entry.</summary>
public static class AuditText
{
    private static readonly Dictionary<string, string> Actions = new(StringComparer.Ordinal)
    {
        [AuditAction.SignIn.Name()] = Text.AuditSignIn,
        [AuditAction.SignOut.Name()] = Text.AuditSignOut,
        [AuditAction.Refused.Name()] = Text.AuditRefused,
        [AuditAction.View.Name()] = Text.AuditView,
        [AuditAction.Passport.Name()] = Text.AuditPassport,
        [AuditAction.Search.Name()] = Text.AuditSearch,
        [AuditAction.Export.Name()] = Text.AuditExport,
        [AuditAction.Exported.Name()] = Text.AuditExported,
        [AuditAction.Reveal.Name()] = Text.AuditReveal,
        [AuditAction.Change.Name()] = Text.AuditChange,
    };

    /// <summary>One that a later version has written stands as it is.</summary>
    public static string Of(string action) => Actions.GetValueOrDefault(action, action);

    /// <summary>To the second, where the server is.</summary>
    public static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime().ToString("d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
