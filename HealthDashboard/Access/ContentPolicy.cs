using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Access;

/// <summary>What a browser may load and run on a page of the dashboard: its own files, and nothing that came with the data.</summary>
public static class ContentPolicy
{
    /// <summary>Of the program's own files, which are no pages: it is the page's policy that counts where one loads them. A first visit asks for forty of them, and each would carry all of that.</summary>
    public const string OfFile = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    /// <param name="endpoints">Those of the pages know the import map, the one script that is written into a page: its hash lets it run.</param>
    public static string Of(IEnumerable<Endpoint> endpoints)
    {
        var map = endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<ImportMapDefinition>()).OfType<ImportMapDefinition>().FirstOrDefault();
        return string.Join("; ",
            "default-src 'none'",
            map is null ? "script-src 'self'" : $"script-src 'self' 'sha256-{Hash(map.ToString())}'",
            // Charts and the component library write styles of their own.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'");
    }

    /// <summary>Of the script as a browser reads it, which knows one kind of line end.</summary>
    private static string Hash(string script) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\n"))));
}
