using System.Text;
using System.Text.RegularExpressions;

namespace HealthDashboard.Access.Accounts;

/// <summary>The name that somebody types to sign in.</summary>
public static partial class AccountName
{
    /// <summary>As it is shown.</summary>
    /// <exception cref="AccountRefusedException">It cannot be a name.</exception>
    public static string Parse(string text)
    {
        var name = text.Normalize(NormalizationForm.FormKC).Trim();
        return Usable().IsMatch(name)
            ? name
            : throw new AccountRefusedException("This cannot be the name of an account. Expected 1 to 64 letters, digits and . _ - @ ' and blanks, a letter or a digit first.");
    }

    /// <summary>The same for names that differ by capitals, or by how a letter is put together, alone.</summary>
    public static string Key(string text) => text.Normalize(NormalizationForm.FormKC).Trim().ToUpperInvariant();

    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@' -]{0,63}\z")]
    private static partial Regex Usable();
}
