using System.Net;
using System.Reflection;
using CsCheck;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>Whatever stands in an address: it ends as an answer that is whole, or as a refusal in a sentence, on every page and every export.</summary>
public sealed class EveryAddressTests(SampleServer server) : IClassFixture<SampleServer>
{
    private static readonly string[] Names =
    [
        .. Dimensions.Filters.Select(filter => filter.Parameter!), "from", "to", "as_of", "share", "sort", "q", "columns", "where", "page", "measure", "by", "compare", "then",
        "row", "week", "type", "table", "rule", "view", "of", "a", "b", "rank", "across",
    ];

    /// <summary>Dates at the ends of the calendar, numbers that are none, letters nobody types.</summary>
    /// <summary>Nine of them, two for each of four parameters and one in the path, are a line that the server still reads.</summary>
    private const int LongValue = 800;

    private static readonly string[] Odd =
    [
        "", " ", "NaN", "Infinity", "-Infinity", "1e999", "-0", "1e-400", "99999999999999999999", "-1", "0", "2",
        "0001-01-01", "0001-01-07", "1899-12-30", "9999-12-27", "9999-12-31", "2025-02-29", "2025-03-03", "2025-3-3", "10000-01-01",
        "\0", "\u0001\t", "a\r\nb", "%", "_", "\\", "'", "\"", "<b>x</b>", "＝1", "\u202E", "\U0001F600", "null", "safe", "SAFE",
        "year", "before", "period", "doctor", "high", "country", "week", "four_weeks", "type", "insurer", "Cardiology", "CARDIOLOGY", "D001", "d001", "P0001",
        "total_cost", "num_visits", "-total_cost", "department,department", ",", "visits", "date_invalid", "doctor_performance", new('x', LongValue),
    ];

    private static readonly Gen<string> Value = Gen.Frequency((8, Gen.OneOf(Odd)), (1, Gen.String[0, 12]));

    private static readonly Gen<string> Condition = Gen.Select(
        Gen.OneOf("total_cost", "num_visits", "avg_cost", "department", "week", "Total_Cost", "nothing"),
        Gen.OneOf("~", "=", ">=", "<=", ">", ""),
        Value,
        (column, compares, value) => column + compares + value);

    private static readonly Gen<string> Parameter =
        from name in Gen.OneOf(Names)
        from loud in Gen.Int[0, 9]
        from values in (name == "where" ? Condition : Value).Array[1, 2]
        select string.Join('&', values.Select(value => $"{(loud == 0 ? name.ToUpperInvariant() : name)}={Uri.EscapeDataString(value)}"));

    private static readonly string[] Patterns = [.. Exports().Concat(PagesOfTheDashboard()).Order(StringComparer.Ordinal)];

    private static readonly string[] Views = [.. GoldCatalog.All.Select(each => each.Name), "Doctor_Performance"];

    private static readonly Gen<string> Address =
        from pattern in Gen.OneOf(Patterns)
        from view in Gen.OneOf(Views)
        from part in Value.Where(value => value.Trim('.', ' ').Length > 0 && !value.Contains('\0', StringComparison.Ordinal) && value.Length < 1000)
        from known in Gen.Bool
        from parameters in Parameter.Array[0, 4]
        select pattern
            .Replace("{view}", view, StringComparison.Ordinal)
            .Replace("{ViewName}", view, StringComparison.Ordinal)
            .Replace("{ColumnName}", known ? "total_cost" : Uri.EscapeDataString(part), StringComparison.Ordinal)
            .Replace("{Department}", known ? "Cardiology" : Uri.EscapeDataString(part), StringComparison.Ordinal)
            .Replace("{DoctorId}", known ? "D001" : Uri.EscapeDataString(part), StringComparison.Ordinal)
            .Replace("{PatientId}", known ? "P0001" : Uri.EscapeDataString(part), StringComparison.Ordinal)
            .Replace("{Table}", known ? "visits" : Uri.EscapeDataString(part), StringComparison.Ordinal)
            .Replace("{RuleName}", known ? Rule.All[0].Name : Uri.EscapeDataString(part), StringComparison.Ordinal)
            + (parameters.Length == 0 ? "" : "?" + string.Join('&', parameters));

    [Fact]
    public async Task Whatever_an_address_says_ends_as_an_answer_or_as_a_refusal_in_a_sentence()
    {
        var before = server.Log.Length;
        await Address.SampleAsync(async address => await AssertAnswersAsync(address), iter: 400, threads: 2);
        Assert.DoesNotContain("fail:", server.Log[before..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cost-change.csv?then=9999-12-31")]
    [InlineData("/cost-change.csv?from=9999-12-31")]
    [InlineData("/cost-change?to=0001-01-01")]
    [InlineData("/?to=0001-01-01")]
    [InlineData("/departments/Cardiology?to=0001-01-01&compare=year")]
    [InlineData("/gold/department_weekly_kpis?to=0001-01-01")]
    [InlineData("/gold/weekly_visit_trends?from=0001-01-01&compare=before")]
    [InlineData("/gold/weekly_visit_trends?from=0001-01-01&to=9999-12-31&compare=year")]
    [InlineData("/gold/weekly_visit_trends?from=0001-01-01&to=9999-12-31&compare=before&measure=total_cost")]
    [InlineData("/gold/weekly_visit_trends.csv?from=0001-01-01&to=9999-12-31")]
    [InlineData("/gold/doctor_performance?where=total_cost>=NaN")]
    public Task The_ends_of_the_calendar_and_of_the_numbers_are_answered(string address) => AssertAnswersAsync(address);

    [Theory]
    [InlineData("/gold/doctor_performance.csv?where=total_cost%3E%3DNaN", "“NaN” is not a number")]
    [InlineData("/gold/doctor_performance.csv?where=total_cost%3E%3D1e999", "“1e999” is not a number")]
    [InlineData("/gold/doctor_performance.csv?department=Cardiology&where=total_cost%3C%3D-Infinity", "“-Infinity” is not a number")]
    [InlineData("/cost-change.csv?compare=soon", "compare=soon is not understood")]
    [InlineData("/insurance.csv?across=moon", "across=moon is not understood. Expected department, treatment_type, time or month")]
    [InlineData("/compare.csv?of=moon", "of=moon is not understood")]
    [InlineData("/compare.csv?of=department&a=Oncology&b=Oncology", "a and b are both “Oncology”")]
    [InlineData("/compare.csv?of=period&from=2024-01-01", "There are no two to lay side by side")]
    [InlineData("/cost-change.csv?then=2025-03-03&then=2025-03-10", "then is given 2 times")]
    [InlineData("/pipeline/rejected.csv?table=visits&table=doctors", "table is given 2 times")]
    public async Task What_cannot_be_used_is_refused_in_a_sentence(string address, string sentence)
    {
        using var answer = await GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/gold/weekly_visit_trends?measure=colour")]
    [InlineData("/departments/Cardiology?measure=colour")]
    [InlineData("/cost-change?compare=soon")]
    [InlineData("/gold/doctor_performance?where=total_cost%3E%3DNaN")]
    public async Task A_page_says_so_too(string address)
    {
        using var answer = await GetAsync(address);

        Assert.Contains(Text.FilterUnusable, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task AssertAnswersAsync(string address)
    {
        using var answer = await GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.True((int)answer.StatusCode is 200 or 400 or 403 or 404, $"{answer.StatusCode} {address}");
        if (answer.Content.Headers.ContentType?.MediaType == "text/plain")
            Assert.EndsWith(".", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Text.PageNotShown, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Text.SomethingWentWrong, text, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> GetAsync(string address) => server.Http.GetAsync(new Uri(address, UriKind.Relative));

    /// <summary>What is mapped beside pages and answers GET.</summary>
    private static IEnumerable<string> Exports()
    {
        var app = Server.CreateBuilder([]).Build();
        app.MapDownloads();
        app.MapAnnotationChanges();
        return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(endpoint => endpoint.RoutePattern.RawText!);
    }

    /// <summary>All of them but the one that a fault of ours leads to.</summary>
    private static IEnumerable<string> PagesOfTheDashboard() => typeof(Server).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
        .Select(route => route.Template)
        .Where(template => template != "/error");
}
