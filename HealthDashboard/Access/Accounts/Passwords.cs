using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HealthDashboard.Access.Accounts;

/// <summary>What may be a password, and what is kept of one: a hash by Identity's hasher (PBKDF2 with HMAC-SHA512), as slow as OWASP asks for.</summary>
public static class Passwords
{
    public const int Fewest = 12;
    public const int Most = 256;

    private const int Iterations = 210_000;
    private const int FewestKinds = 5;
    private const int FewestBesides = 8;

    /// <summary>Letters and digits that nobody takes for others.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>What people think of first; with little else around it, and said twice, it is no better.</summary>
    private static readonly string[] ThoughtOfFirst =
    [
        "password", "passwort", "passphrase", "healthdashboard", "dashboard", "hospital", "welcome", "letmein", "changeme", "secret", "administrator",
        "admin", "iloveyou", "sunshine", "football", "baseball", "princess", "trustno", "monkey", "dragon", "master", "summer", "winter", "spring", "autumn", "sommer",
    ];

    private static readonly string[] Rows = ["abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv"];

    private static readonly PasswordHasher<LocalAccount> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>Of a password that nobody knows: what is typed for a name that nobody has is compared with it, and takes as long.</summary>
    private static readonly string OfNobody = Hash(OneTime());

    public static string Hash(string password) => Hasher.HashPassword(null!, Plain(password));

    /// <param name="hash">Null where there is no account.</param>
    public static bool Matches(string? hash, string password) =>
        Hasher.VerifyHashedPassword(null!, hash ?? OfNobody, Plain(password)) != PasswordVerificationResult.Failed && hash is not null;

    /// <summary>One that is given out once; 79 bits.</summary>
    public static string OneTime() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    /// <summary>Why something cannot be the password of an account, in a sentence; null when it can.</summary>
    public static string? WhyNot(string password, string name)
    {
        var plain = Plain(password);
        var letters = plain.EnumerateRunes().Count();
        if (letters < Fewest)
            return $"The password has {letters} {(letters == 1 ? "letter" : "letters")}. Expected at least {Fewest}; a few words that do not belong together are easy to keep.";
        if (letters > Most)
            return $"The password has {letters} letters. Expected at most {Most}.";
        var (lower, own) = (plain.ToLowerInvariant(), name.ToLowerInvariant());
        if (own.Length >= FewestKinds && lower.Replace(own, "", StringComparison.Ordinal).Length < FewestBesides)
            return "The password is little more than the name. Expected one that nobody finds by knowing you.";
        return IsThoughtOfFirst(lower) ? "The password is among the first that anybody would try. Expected one that is yours alone." : null;
    }

    /// <summary>One letter is written in several ways, and keyboards choose.</summary>
    private static string Plain(string password) => password.Normalize(NormalizationForm.FormKC);

    private static bool IsThoughtOfFirst(string lower) => new[] { lower, lower.Replace('0', 'o').Replace('@', 'a').Replace('$', 's').Replace('3', 'e').Replace('1', 'i') }.Any(word =>
    {
        var rest = ThoughtOfFirst.Aggregate(word, (left, known) => left.Replace(known, "", StringComparison.Ordinal));
        return rest.Distinct().Count() < FewestKinds || Rows.SelectMany(row => new[] { row, new string([.. row.Reverse()]) }).Any(row => string.Concat(row, row, row).Contains(rest, StringComparison.Ordinal));
    });
}
