using System.Globalization;

namespace HealthDashboard.Access.Accounts;

/// <summary>Somebody whom the dashboard itself knows by a name and a password; moments in seconds since 1970.</summary>
public sealed record LocalAccount
{
    /// <summary>Never given twice: whoever gets the name of somebody who left gets nothing of theirs.</summary>
    public long Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>As <see cref="Access.Reach"/> writes itself.</summary>
    public string ReachText { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    /// <summary>Until when the password lets in once, to set another; null once its owner has set one.</summary>
    public long? OneTimeUntil { get; init; }

    /// <summary>Another after each change that ends what was begun before it.</summary>
    public string Stamp { get; init; } = "";

    public bool IsEnabled { get; init; }

    public long? LockedUntil { get; init; }

    /// <summary>The secret that an authenticator app shares; null without one.</summary>
    public byte[]? TotpKey { get; init; }

    public long? SignedInAt { get; init; }

    public int Passkeys { get; init; }

    public int RecoveryCodes { get; init; }

    /// <summary>As what sessions know the person.</summary>
    public string Subject => Id.ToString(CultureInfo.InvariantCulture);

    public Reach Reach => Reach.Parse(ReachText);

    public bool IsOneTime => OneTimeUntil is not null;

    /// <summary>Who it is and what they see, as the audit has it; nothing that opens it.</summary>
    public override string ToString() => $"account {Subject}, {Name}: {ReachText}";
}
