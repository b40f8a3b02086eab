using System.Net;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Endpoints;

/// <summary>The numbers were worked out apart from the program, from the four files alone, or stand on the page.</summary>
public sealed class PageDownloadsTests(SampleServer server) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task What_insurers_pay_beside_everybodys_prices_adds_up_to_nothing()
    {
        var csv = await CsvAsync("/insurance.csv");

        Assert.Equal(["insurance_provider", "num_treatments", "total_cost", "cost_at_all_prices", "difference", "ratio", "treatments_alone", "too_few"], csv.Header);
        Assert.Equal(["Evergreen Mutual", "602"], csv.Records[0].Take(2));
        Assert.StartsWith("-6744.", csv.Records[^1][4], StringComparison.Ordinal);
        Assert.Equal(0, csv.Column("difference").Sum(Number));
        Assert.Equal(870391.12m, csv.Column("total_cost").Sum(Number));
    }

    [Fact]
    public async Task What_is_ranked_side_by_side_has_a_line_for_each_value_and_what_it_was_before()
    {
        const string Before = "from=2025-06-16&to=2025-09-14";
        var (all, one) = (await CsvAsync("/explore.csv"), await CsvAsync("/explore.csv?department=Oncology"));
        var before = (await CsvAsync($"/gold/department_treatment_summary.csv?{Before}")).Column("total_cost").Sum(Number);

        Assert.Equal(["by", "value", "name", "measure", "amount", "amount_before", "share", "cases_before"], all.Header);
        Assert.Equal(["department", "doctor", "insurer", "treatment_type", "country", "age_group"], all.Column("by").Distinct());
        foreach (var dimension in all.Records.GroupBy(row => row[0]))
            Assert.Equal((dimension.Key, 109419.39m), (dimension.Key, dimension.Sum(row => Number(row[4]))));
        Assert.Equal(before, all.Records.Where(row => row[0] == "department").Sum(row => Number(row[5])));
        Assert.Equal("Oncology", Assert.Single(one.Records, row => row[0] == "department")[1]);
        Assert.Equal(Number(one.Records.Single(row => row[0] == "department")[4]), one.Records.Where(row => row[0] == "country").Sum(row => Number(row[4])));
    }

    [Fact]
    public async Task In_place_of_what_is_filtered_by_and_had_nothing_lately_no_other_is_written()
    {
        var (all, doctor) = (await CsvAsync("/explore.csv"), await CsvAsync("/explore.csv?doctor=D025"));
        var without = Insurers(all).Except(Insurers(doctor)).First();

        var none = await CsvAsync($"/explore.csv?doctor=D025&insurer={Uri.EscapeDataString(without)}");

        Assert.Equal(all.Header, none.Header);
        Assert.Empty(none.Records.Where(row => row[0] is "doctor" or "insurer").Select(row => $"{row[0]} {row[1]}"));

        static IEnumerable<string> Insurers(CsvRows csv) => csv.Records.Where(row => row[0] == "insurer").Select(row => row[1]);
    }

    [Fact]
    public async Task Cost_of_each_patient_is_ranked_as_it_stands_among_the_groups()
    {
        const string Weeks = "from=2025-09-15&to=2025-12-14";
        var (ranked, groups) = (await CsvAsync($"/explore.csv?measure=cost_per_patient&{Weeks}"), await CsvAsync($"/patient-groups.csv?{Weeks}"));

        Assert.Equal(["department", "country", "age_group"], ranked.Column("by").Distinct());
        foreach (var group in groups.Records.Where(row => row[0].Length == 0))
            Assert.Equal(group[6], ranked.Records.Single(row => row[0] == group[1] && row[1] == group[2])[4]);
        using var shared = await server.Http.GetAsync(new Uri("/explore.csv?measure=cost_per_patient&share=safe", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, shared.StatusCode);
    }

    [Theory]
    [InlineData("department", "department", 10)]
    [InlineData("treatment_type", "treatment_type", 12)]
    [InlineData("time", "quarter", 8)]
    [InlineData("month", "month", 24)]
    public async Task Costs_across_hold_everything_once_whatever_has_a_column_on_the_page(string across, string column, int values)
    {
        var (csv, one) = (await CsvAsync($"/insurance.csv?across={across}"), await CsvAsync($"/insurance.csv?across={across}&insurer=CarePoint"));

        Assert.Equal([column, "insurance_provider", "total_cost"], csv.Header);
        Assert.Equal(values, csv.Column(column).Distinct().Count());
        Assert.Equal(9, csv.Column("insurance_provider").Distinct().Count());
        Assert.Equal(870391.12m, csv.Column("total_cost").Sum(Number));
        Assert.Equal(csv.Records.Where(row => row[1] == "CarePoint").Select(row => string.Join(",", row)).Order(), one.Records.Select(row => string.Join(",", row)).Order());
    }

    [Fact]
    public async Task Every_doctor_is_there_with_the_load_and_what_is_usual_beside_it()
    {
        var (all, one) = (await CsvAsync("/doctors.csv"), await CsvAsync("/doctors.csv?doctor=D025"));

        Assert.Equal(60, all.Column("doctor_id").Distinct().Count());
        Assert.Equal(["D025", "Dr. Ethan Edwards", "Gastroenterology", "1", "0.038462", "7.500000"], all.Records[0].Take(6));
        Assert.Equal("usual", all.Records[0][8]);
        Assert.Equal(all.Records[0], Assert.Single(one.Records));
    }

    [Fact]
    public async Task Groups_of_patients_come_for_all_departments_together_and_for_each()
    {
        var csv = await CsvAsync("/patient-groups.csv");

        var oldest = csv.Records.Single(row => row is ["", "age_group", "85+", ..]);
        Assert.Equal(("40", "92", 96185, 2405, "2.300000"), (oldest[3], oldest[4], (int)Math.Round(Number(oldest[5])), (int)Math.Round(Number(oldest[6])), oldest[7]));
        Assert.Equal(["Oncology", "age_group", "0-17", "1"], csv.Records.Single(row => row is ["Oncology", "age_group", "0-17", ..]).Take(4));
        Assert.Equal(2 * 870391.12m, csv.Records.Where(row => row[0].Length == 0).Sum(row => Number(row[5])));
        Assert.Equal(2 * 870391.12m, csv.Records.Where(row => row[0].Length > 0).Sum(row => Number(row[5])));
    }

    [Fact]
    public async Task Two_side_by_side_have_a_line_for_each_number_of_each()
    {
        var csv = await CsvAsync("/compare.csv?of=department&a=Oncology&b=Cardiology");

        Assert.Equal(["of", "value", "name", "from", "to", "measure", "number", "rests_on", "withheld"], csv.Header);
        Assert.Contains(["department", "Oncology", "Oncology", "2025-09-15", "2025-12-14", "num_visits", "15", "15", ""], csv.Records);
        Assert.Contains(["department", "Cardiology", "Cardiology", "2025-09-15", "2025-12-14", "follow_up_rate", "0.384615", "26", ""], csv.Records);
        Assert.Contains(csv.Records, row => row is [_, "Oncology", .., "visits_per_patient", "1.363636", "11", ""]);
        Assert.Equal(["num_visits", "patients", "visits_per_patient", "treatments", "total_cost", "avg_cost", "cost_per_patient", "follow_up_rate"], csv.Column("measure").Distinct());
        Assert.Equal(16, csv.Records.Count);
    }

    [Fact]
    public async Task Share_safe_what_one_person_could_be_read_from_is_refused_and_small_numbers_are_withheld()
    {
        foreach (var refused in new[] { "/insurance.csv", "/insurance.csv?across=time", "/doctors.csv", "/patient-groups.csv", "/compare.csv?of=period" })
        {
            using var answer = await server.Http.GetAsync(new Uri($"{refused}{(refused.Contains('?', StringComparison.Ordinal) ? '&' : '?')}share=safe", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((refused, HttpStatusCode.Forbidden), (refused, answer.StatusCode));
        }

        var csv = await CsvAsync("/compare.csv?of=department&a=Psychiatry&b=Oncology&from=2025-09-15&to=2025-12-14&share=safe");
        var few = csv.Records.Where(row => row[1] == "Psychiatry").ToList();

        Assert.Equal(8, few.Count);
        Assert.All(few, row => Assert.Equal(("", "", "yes"), (row[6], row[7], row[8])));
    }

    private async Task<CsvRows> CsvAsync(string address) => CsvRows.Parse(await server.Http.GetByteArrayAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken));

    private static decimal Number(string written) => decimal.Parse(written, System.Globalization.CultureInfo.InvariantCulture);
}
