using System.Text.Encodings.Web;
using System.Text.Json;

namespace HealthDashboard.Lake.Catalog;

/// <summary>The little of YAML that is written here: every text in double quotes, as in JSON, which all its versions read alike.</summary>
internal static class Yaml
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Quoted(string text) => JsonSerializer.Serialize(text, AsItIs);

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";
}
