using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>What a prerendered page hands to its script, which hands it back to bring the page to life.</summary>
/// <param name="RootComponents">Its interactive parts, as the operations that add them.</param>
/// <param name="State">Kept from prerendering.</param>
public sealed partial record PrerenderedPage(string RootComponents, string State)
{
    public static PrerenderedPage Of(string html)
    {
        var operations = new JsonArray();
        foreach (Match comment in Component().Matches(html))
        {
            var marker = JsonNode.Parse(comment.Groups[1].Value)!.AsObject();
            if ((string?)marker["type"] != "server")
                continue;
            marker["uniqueId"] = operations.Count;
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        return new(new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), KeptState().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Component();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex KeptState();
}
