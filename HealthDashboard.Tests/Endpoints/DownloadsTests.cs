using System.Net;
using System.Text;
using HealthDashboard.Gold;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

public sealed class DownloadsTests(OddlyNamedHospital hospital) : IClassFixture<OddlyNamedHospital>
{
    /// <summary>The promised columns; more may follow behind them.</summary>
    public static TheoryData<string, string> Columns => new()
    {
        { "department_treatment_summary", "department,total_treatments,total_cost,avg_cost,patient_count,doctor_count" },
        { "doctor_performance", "doctor_id,doctor_name,department,total_cost,num_treatments,avg_cost,num_visits" },
        { "patient_summary", "patient_id,patient_name,total_visits,total_cost,num_treatments,follow_ups" },
        { "treatment_type_summary", "treatment_type,num_treatments,total_cost,avg_cost,cost_pct" },
        { "weekly_visit_trends", "week,num_visits,patients,treatments,total_cost" },
        { "insurance_summary", "insurance_provider,total_cost,coverage_rate,avg_cost,num_treatments,cost_share" },
        { "follow_up_summary", "department,follow_up_rate,follow_up_count,num_visits" },
        { "countrywise_cost_summary", "country,total_cost,avg_cost,visit_count" },
        { "revenue_by_age_group", "age_group,total_cost,avg_cost,num_treatments" },
        { "top_10_expensive_patients", "patient_id,patient_name,total_cost,treatment_count" },
        { "department_weekly_kpis", "department,week,total_cost,avg_cost,treatment_count,num_visits" },
        { "doctor_follow_up_ratio", "doctor_id,doctor_name,follow_up_rate,follow_up_count,num_visits" },
        { "treatment_distribution", "treatment_type,num_treatments,total_cost,min_cost,max_cost,avg_cost,p25_cost,median_cost,p75_cost" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task A_CSV_has_its_headers_its_mark_its_line_ends_and_its_columns(string view, string columns)
    {
        using var answer = await GetAsync($"/gold/{view}.csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Replace("\"Ada\nByron\"", "", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/csv", "utf-8"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        Assert.Equal(("attachment", $"{view}.csv"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName!.Trim('"')));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith(columns, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_a_spreadsheet_would_run_is_escaped_and_everything_else_comes_back_as_it_was()
    {
        var patients = CsvRows.Parse(await BytesAsync("/gold/patient_summary.csv"));

        var names = patients.Column("patient_id").Zip(patients.Column("patient_name")).OrderBy(row => row.First, StringComparer.Ordinal).Select(row => row.Second);
        Assert.Equal(OddlyNamedHospital.Names.Select(name => "=+-@".Contains(name[0], StringComparison.Ordinal) ? "'" + name : name), names);
        Assert.Equal(["'=Neurology", "Cardiology"], CsvRows.Parse(await BytesAsync("/gold/department_treatment_summary.csv")).Column("department").Order(StringComparer.Ordinal));
        Assert.Contains("'=Neurology", CsvRows.Parse(await BytesAsync("/patient-groups.csv")).Column("department"));
        Assert.Contains("'-Scan", CsvRows.Parse(await BytesAsync("/insurance.csv?across=treatment_type")).Column("treatment_type"));
        Assert.Contains("'-Scan", CsvRows.Parse(await BytesAsync("/gold/treatment_distribution.csv")).Column("treatment_type"));
    }

    [Fact]
    public async Task Money_has_two_decimals_rates_six_dates_are_ISO_and_what_is_not_there_is_empty()
    {
        var lines = Encoding.UTF8.GetString(await BytesAsync("/gold/follow_up_summary.csv")).Split("\r\n");
        var weeks = CsvRows.Parse(await BytesAsync("/gold/weekly_visit_trends.csv"));
        var insurers = CsvRows.Parse(await BytesAsync("/gold/insurance_summary.csv"));
        var patients = CsvRows.Parse(await BytesAsync("/gold/patient_summary.csv"));

        Assert.Contains(lines, line => line.StartsWith("\"Cardiology\",1.000000,1,1", StringComparison.Ordinal));
        Assert.Equal(("2025-03-03", "100.31"), (Assert.Single(weeks.Column("week")), Assert.Single(weeks.Column("total_cost"))));
        Assert.Equal(["0.333333", "0.666667"], insurers.Column("coverage_rate").Order());
        Assert.Contains("0.00", patients.Column("total_cost"));
    }

    [Fact]
    public async Task A_department_that_would_be_run_can_be_asked_for_by_its_name()
    {
        var rows = CsvRows.Parse(await BytesAsync("/gold/treatment_type_summary.csv?department=%3DNeurology"));

        Assert.Equal(["'-Scan", "ECG"], rows.Column("treatment_type").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_unknown_view_is_404_with_a_sentence()
    {
        using var answer = await GetAsync("/gold/no_such_view.csv");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("There is no view “no_such_view”.", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("department=Alchemy", "There is no department “Alchemy”.")]
    [InlineData("department=%27;drop%20table%20x;--", "There is no department")]
    [InlineData("doctor=D999", "There is no doctor with the id “D999”.")]
    [InlineData("from=03/04/2025", "from=03/04/2025 is not a date.")]
    [InlineData("to=2025-13-01", "to=2025-13-01 is not a date.")]
    [InlineData("from=2025-03-04&to=2025-03-03", "The period ends before it begins")]
    [InlineData("department=Cardiology&department=Alchemy", "There is no department “Alchemy”.")]
    [InlineData("sort=colour", "has no column “colour”")]
    [InlineData("where=nonsense", "The condition “nonsense” is not understood.")]
    [InlineData("where=total_cost~1", "The column total_cost holds numbers.")]
    [InlineData("where=total_cost>=much", "“much” is not a number")]
    [InlineData("where=insurance_provider>=1", "The column insurance_provider holds text.")]
    public async Task An_unusable_filter_is_400_with_a_sentence(string query, string sentence)
    {
        using var answer = await GetAsync("/gold/insurance_summary.csv?" + query);
        var text = await TextAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_without_visits_is_a_header_alone()
    {
        Assert.Empty(CsvRows.Parse(await BytesAsync("/gold/insurance_summary.csv?from=2031-01-01")).Records);
    }

    private async Task<HttpResponseMessage> GetAsync(string address) =>
        await hospital.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private Task<byte[]> BytesAsync(string address) => hospital.Http.GetByteArrayAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
