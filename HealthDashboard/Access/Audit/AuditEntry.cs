using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HealthDashboard.Access.Audit;

/// <summary>One thing that somebody saw or did.</summary>
public sealed record AuditEntry
{
    /// <summary>One after another, from 1, without a gap.</summary>
    public long Id { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long At { get; init; }

    /// <summary>Who signed the person in; empty of somebody who is not signed in.</summary>
    public string Issuer { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>As they were called then.</summary>
    public string Name { get; init; } = "";

    /// <summary>The id of the session; null without one.</summary>
    public long? Session { get; init; }

    /// <summary>What they might see then, as <see cref="Access.Reach.ToString"/> writes it.</summary>
    public string Reach { get; init; } = "";

    /// <summary>One of <see cref="AuditActions.All"/>.</summary>
    public string Action { get; init; } = "";

    /// <summary>The address: path and query, which is the filter. Without what was typed to search by.</summary>
    public string What { get; init; } = "";

    public string? Reason { get; init; }

    /// <summary>Of a file that was sent.</summary>
    public long? Rows { get; init; }

    /// <summary>Of its bytes, before they were compressed on the way.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many patients it showed.</summary>
    public long Patients { get; init; }

    /// <summary>The earlier entry that showed exactly the same, under whose id they stand; null where they stand under its own.</summary>
    public long? PatientsAs { get; init; }

    /// <summary>The seal, of all the above and the patients.</summary>
    public byte[] Mac { get; init; } = [];

    /// <summary>As the database gives it back: it keeps some texts only up to a letter of no length, and what is sealed must be what is read.</summary>
    public AuditEntry Plain() => this with
    {
        Issuer = Plain(Issuer),
        Subject = Plain(Subject),
        Name = Plain(Name),
        Reach = Plain(Reach),
        What = Plain(What),
        Reason = Reason is null ? null : Plain(Reason),
    };

    /// <summary>The same for the same patients in the same order, and for no others.</summary>
    public static string Fingerprint(string[] patients) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(patients)));

    /// <summary>Without control letters and halves of letters.</summary>
    public static string Plain(string text)
    {
        const char Replaced = '\uFFFD';
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return whole.Any(char.IsControl) ? string.Concat(whole.Select(letter => char.IsControl(letter) ? Replaced : letter)) : whole;
    }
}
