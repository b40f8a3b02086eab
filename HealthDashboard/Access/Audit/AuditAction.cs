namespace HealthDashboard.Access.Audit;

/// <summary>What somebody did. The names stand in the database for years: there may be more, and none is ever called otherwise.</summary>
public enum AuditAction
{
    SignIn,
    SignOut,

    /// <summary>Was asked for, and not given.</summary>
    Refused,

    /// <summary>A page was looked at.</summary>
    View,

    /// <summary>A number was looked into, down to the rows behind it.</summary>
    Passport,

    /// <summary>Patients were offered for some letters.</summary>
    Search,

    /// <summary>A file was asked for; written before its first byte.</summary>
    Export,

    /// <summary>It was sent to its last byte.</summary>
    Exported,

    /// <summary>Names of patients were revealed, for a reason; written before they are shown.</summary>
    Reveal,

    /// <summary>Something was changed: a run, an upload, a restore, a target, a note.</summary>
    Change,
}

/// <summary>How they are written: <c>sign-in</c>.</summary>
public static class AuditActions
{
    private static readonly Dictionary<AuditAction, string> Names = Enum.GetValues<AuditAction>().ToDictionary(
        action => action, action => string.Concat(action.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant());

    public static IEnumerable<string> All => Names.Values;

    public static string Name(this AuditAction action) => Names[action];
}
