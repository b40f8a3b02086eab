using System.Net;
using HealthDashboard.Access;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Annotations;

/// <summary>Writing targets and notes on the real server.</summary>
public sealed class AnnotationServerTests
{
    private const string Words = "<b>=Ward 7</b> opened";

    private static readonly Dictionary<string, string> Note = new() { ["week"] = "2025-03-05", ["department"] = "Cardiology", ["text"] = Words };

    [Fact]
    public async Task What_is_written_is_shown_exported_deleted_and_refused_to_others_and_never_logged()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        Hospital.Tiny.Visit("V2,P1,D1,Cardiology,2025-03-09,no").WriteTo(data);
        await using var server = DashboardProcess.Serve(data, Path.Combine(folder.Path, "warehouse"));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = await server.ReadyAsync() };

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/annotations/notes") { Content = new FormUrlEncodedContent(Note) };
        foreign.Headers.Add("Origin", "http://elsewhere.example");
        using var refused = await http.SendAsync(foreign);
        Assert.Equal((HttpStatusCode.Forbidden, OwnOrigin.Refusal), (refused.StatusCode, await refused.Content.ReadAsStringAsync()));
        Assert.DoesNotContain("Ward 7", await PageAsync("/annotations"), StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.SeeOther, ""), await PostAsync("/annotations/notes", Note));
        Assert.Equal((HttpStatusCode.SeeOther, ""), await PostAsync("/annotations/targets", new() { ["measure"] = "num_visits", ["department"] = "Cardiology", ["to"] = "1" }));
        var (status, sentence) = await PostAsync("/annotations/targets", new() { ["measure"] = "num_visits" });
        Assert.Equal((HttpStatusCode.BadRequest, "A target needs a value: from, to, or both."), (status, sentence));
        foreach (var day in new[] { "9999-12-31", "0001-01-01", "1970-01-01" })
            Assert.StartsWith("The week is far from the data", (await PostAsync("/annotations/notes", new(Note) { ["week"] = day })).Sentence, StringComparison.Ordinal);
        var many = await PostAsync("/annotations/notes", Enumerable.Range(0, 2000).ToDictionary(number => $"field{number}", _ => "x"));
        Assert.Equal((HttpStatusCode.BadRequest, "Expected a form of a few fields."), many);

        foreach (var address in new[] { "/annotations", "/departments/Cardiology", "/gold/weekly_visit_trends?department=Cardiology", "/gold/department_weekly_kpis" })
        {
            var page = await PageAsync(address);
            Assert.Contains("&lt;b&gt;=Ward 7&lt;/b&gt; opened", page, StringComparison.Ordinal);
            Assert.DoesNotContain(Words, page, StringComparison.Ordinal);
        }

        Assert.Contains("Last complete week (W10 2025): 2, above it.", await PageAsync("/departments/Cardiology"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ward 7", await PageAsync("/departments/Cardiology?share=safe"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ward 7", await PageAsync("/gold/department_weekly_kpis?share=safe"), StringComparison.Ordinal);
        Assert.Contains($"\"note\",\"Cardiology\",,,,2025-03-03,\"{Words}\",", await PageAsync("/annotations.csv"), StringComparison.Ordinal);
        using var shared = await http.GetAsync(new Uri("/annotations.csv?share=safe", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, shared.StatusCode);

        Assert.Equal((HttpStatusCode.SeeOther, ""), await PostAsync("/annotations/notes/delete", new() { ["id"] = "1" }));
        Assert.DoesNotContain("Ward 7", await PageAsync("/annotations.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ward 7", server.Output, StringComparison.Ordinal);

        Task<string> PageAsync(string address) => http.GetStringAsync(new Uri(address, UriKind.Relative));

        async Task<(HttpStatusCode Status, string Sentence)> PostAsync(string address, Dictionary<string, string> fields)
        {
            using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields));
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
