using System.Text.RegularExpressions;
using HealthDashboard.Configuration;

namespace HealthDashboard.Access;

/// <summary>The settings <c>Auth:Proxy:*</c>: how a proxy that has signed people in says whom a request is of, and how it shows that it is the one.</summary>
/// <param name="NameHeader">How people call them; null where it is not said.</param>
/// <param name="GroupsHeader">With commas between; null where they are not said.</param>
/// <param name="SecretFile">Holds what the proxy sends in <paramref name="SecretHeader"/>.</param>
/// <param name="SignOutUrl">Where one signs out of the proxy; null where one cannot.</param>
public sealed partial record ProxyOptions(string UserHeader, string? NameHeader, string? GroupsHeader, string SecretHeader, string SecretFile, string? SignOutUrl)
{
    /// <summary>Of everybody whom it names.</summary>
    public const string Issuer = "proxy";

    /// <summary>The claim that its groups are.</summary>
    public const string Groups = "groups";

    private const string Section = "Auth:Proxy";
    private const string Secret = $"{Section}:SecretFile";
    private const int ShortestSecret = 32;

    /// <summary>Null where none of them is set.</summary>
    /// <exception cref="FormatException">A value cannot be used.</exception>
    public static ProxyOptions? From(SettingsReader read)
    {
        if (!read.Has(Section))
            return null;
        var options = new ProxyOptions(
            Header(read, "UserHeader", "X-Forwarded-User")!,
            Header(read, "NameHeader", null),
            Header(read, "GroupsHeader", null),
            Header(read, "SecretHeader", "X-Proxy-Secret")!,
            read.Text(Secret, "").Length > 0
                ? read.Folder(Secret, "")
                : throw SettingsReader.Unusable(Secret, "", "a file that holds the secret alone; without one, whoever sends a header would be whom it names"),
            SignOut(read));
        string?[] names = [options.UserHeader, options.NameHeader, options.GroupsHeader, options.SecretHeader];
        return names.OfType<string>().GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => name.Count() > 1) is { } twice
            ? throw new FormatException($"Two settings of {Section} name the header {twice.Key}. Expected a header of its own for each.")
            : options;
    }

    /// <exception cref="FormatException">The file cannot be read, or holds what could be guessed.</exception>
    public string ReadSecret()
    {
        const string Expected = "32 letters or more that the proxy alone knows, such as openssl rand -hex 32 makes";
        var secret = Access.SecretFile.Read(Secret, SecretFile, Expected);
        return secret.Length >= ShortestSecret && secret.All(char.IsAscii) && !secret.Any(char.IsControl)
            ? secret
            : throw new FormatException($"{Secret}, {SecretFile}, holds {secret.Length} letters. Expected {Expected}.");
    }

    private static string? Header(SettingsReader read, string name, string? usual)
    {
        var key = $"{Section}:{name}";
        var text = read.Text(key, usual ?? "");
        return text.Length == 0 && usual is null ? null : HeaderName().IsMatch(text) ? text : throw SettingsReader.Unusable(key, text, "the name of a header, such as X-Forwarded-User");
    }

    private static string? SignOut(SettingsReader read)
    {
        const string Key = $"{Section}:SignOutUrl";
        var text = read.Text(Key, "");
        return text.Length == 0 ? null
            : text is ['/', not ('/' or '\\'), ..] || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps) ? text
            : throw SettingsReader.Unusable(Key, text, "a path of this host such as /oauth2/sign_out, or an address that starts with https://");
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,60}\z")]
    private static partial Regex HeaderName();
}
