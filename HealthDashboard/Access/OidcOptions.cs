using HealthDashboard.Configuration;

namespace HealthDashboard.Access;

/// <summary>The settings <c>Auth:Oidc:*</c>: who signs people in, and as what the dashboard is known there.</summary>
/// <param name="ClientSecretFile">A file that holds the secret alone; null for a client without one.</param>
public sealed record OidcOptions(Uri Authority, string ClientId, string? ClientSecretFile, IReadOnlyList<string> Scopes)
{
    private const string Section = "Auth:Oidc";

    /// <summary>Null where none of them is set.</summary>
    /// <exception cref="FormatException">A value cannot be used.</exception>
    public static OidcOptions? From(SettingsReader read)
    {
        if (!read.Has(Section))
            return null;
        if (read.Has($"{Section}:ClientSecret"))
            throw new FormatException(
                $"{Section}:ClientSecret is set. A secret among settings is read by others: on a command line by everybody on the machine. Expected a file that holds it alone, named by {Section}:ClientSecretFile.");
        const string Scope = $"{Section}:Scopes", Secret = $"{Section}:ClientSecretFile";
        var scopes = read.Text(Scope, "openid profile").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var client = read.Text($"{Section}:ClientId", "");
        return new OidcOptions(
            Address(read),
            client.Length > 0 ? client : throw SettingsReader.Unusable($"{Section}:ClientId", client, "the id that the provider knows the dashboard by"),
            read.Text(Secret, "").Length > 0 ? read.Folder(Secret, "") : null,
            scopes.Contains("openid") ? scopes : throw SettingsReader.Unusable(Scope, string.Join(' ', scopes), "names with blanks between, openid among them"));
    }

    /// <summary>Null for a client without a secret.</summary>
    /// <exception cref="FormatException">The file cannot be read, or holds nothing.</exception>
    public string? ReadSecret() =>
        ClientSecretFile is null ? null : SecretFile.Read($"{Section}:ClientSecretFile", ClientSecretFile, "the secret of the dashboard at the provider");

    private static Uri Address(SettingsReader read)
    {
        const string Key = $"{Section}:Authority";
        var text = read.Text(Key, "");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsHere(address)))
            ? address
            : throw SettingsReader.Unusable(Key, text, "the address of a provider that starts with https:// (http:// on this machine alone)");
    }

    private static bool IsHere(Uri address) => HostNames.IsLocal(address.IdnHost);
}
