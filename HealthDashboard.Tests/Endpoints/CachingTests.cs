using System.Net;
using System.Net.Http.Headers;
using HealthDashboard.Pages;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

public sealed class CachingTests(OddlyNamedHospital hospital) : IClassFixture<OddlyNamedHospital>
{
    public static TheoryData<string> Exports => ["/gold/patient_summary.csv?sort=-total_cost", "/gold/patient_summary.zip?department=Cardiology", "/pipeline/rejected.csv", "/signals.csv", "/explore.csv", "/insurance.csv", "/doctors.csv", "/patient-groups.csv", "/compare.csv", "/insurance.csv?across=time"];

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task An_export_that_one_has_is_not_sent_again(string address)
    {
        using var first = await GetAsync(address);
        var tag = first.Headers.ETag!;
        using var again = await GetAsync(address, request => request.Headers.IfNoneMatch.Add(tag));
        using var other = await GetAsync(address, request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another-run\"")));

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await BytesAsync(again)).Length));
        Assert.Equal((tag, "no-store, private"), (again.Headers.ETag, again.Headers.CacheControl!.ToString()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(await BytesAsync(first), await BytesAsync(other));
    }

    [Fact]
    public async Task An_export_of_another_run_has_another_tag()
    {
        using var folder = new TemporaryFolder();
        var (data, warehouse) = (Path.Combine(folder.Path, "data"), Path.Combine(folder.Path, "warehouse"));
        Hospital.Tiny.WriteTo(data);
        await using var server = DashboardProcess.Serve(data, warehouse);
        using var http = new HttpClient { BaseAddress = await server.ReadyAsync() };
        var before = await TagAsync();

        Hospital.Tiny.Treatment("T2,V1,ECG,20.00,MedCare").WriteTo(data);
        await Patience.UntilAsync(async _ => await TagAsync() != before);

        async Task<EntityTagHeaderValue?> TagAsync()
        {
            using var answer = await http.GetAsync(new Uri("/gold/insurance_summary.csv", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.Headers.ETag;
        }
    }

    [Theory]
    [InlineData("/", "br", "text/html")]
    [InlineData("/gold/patient_summary", "gzip", "text/html")]
    [InlineData("/gold/patient_summary.csv", "gzip", "text/csv")]
    [InlineData("/pipeline/status.json", "gzip", "application/json")]
    public async Task Pages_and_tables_are_compressed_for_those_who_understand_it(string address, string encoding, string type)
    {
        using var answer = await GetAsync(address, request => request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding)));
        using var plain = await GetAsync(address);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Everybody_who_opens_the_same_page_at_once_gets_it_whole()
    {
        for (var day = 1; day <= 9; day++)
        {
            var address = new Uri($"/?from=2025-02-0{day}", UriKind.Relative);
            var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hospital.Http.GetStringAsync(address, TestContext.Current.CancellationToken)));

            Assert.All(pages, page => Assert.DoesNotContain(Text.PageNotShown, page, StringComparison.Ordinal));
            Assert.All(pages, page => Assert.Contains("<figure class=\"chart\"", page, StringComparison.Ordinal));
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string address, Action<HttpRequestMessage>? prepare = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        prepare?.Invoke(request);
        return await hospital.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage answer) => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
}
