using Bunit;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Pipeline;

/// <summary>One rejected doctor takes two visits along; a third visit has a fault of its own.</summary>
public sealed class ConsequenceTests
{
    private static Hospital OneDoctorRejected => Hospital.Tiny
        .Doctor("D2,Dr. Lung,Oncology")
        .Visit("V2,P1,D2,Oncology,2025-03-04,no")
        .Visit("V3,P1,D2,Oncology,2025-03-05,no")
        .Visit("V4,P1,D1,Cardiology,2025-13-05,no")
        .Visit(",,,,,");

    [Fact]
    public async Task Rules_are_ranked_without_what_only_follows_from_other_rows_and_the_page_says_from_which()
    {
        using var warehouse = TestWarehouse.Of(OneDoctorRejected, new PipelineOptions { MaxRejectedShare = 1 });
        await using var context = new PageContext(warehouse);

        var page = context.Visit<PipelinePage>("/pipeline");

        var rules = page.FindAll("details.rule summary").Select(summary => string.Join(' ', summary.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();

        Assert.Contains("A date that cannot be read for certain: 1 row, not used date_invalid", rules);
        Assert.Contains("A line without a value: 1 row, taken for no record record_blank", rules);
        Assert.Equal("A visit with an unknown doctor: 2 rows, not used, 2 of them only in consequence of other rows doctor_unknown", rules[^1]);
        Assert.Contains("2 of them were rejected only because a row that they name was: they come back with doctors.csv, line 3 (field_count).", page.Markup, StringComparison.Ordinal);
        Assert.Contains("and 1 without a value, which are no records", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_run_names_the_file_to_mend_and_what_to_do()
    {
        using var warehouse = new TestWarehouse();
        warehouse.Run(OneDoctorRejected);
        await using var context = new PageContext(warehouse);

        var page = context.Visit<PipelinePage>("/pipeline").Markup;

        Assert.Contains("visits.csv: 3 of 4 records were rejected. Expected at most 50 % (Pipeline:MaxRejectedShare). 2 of them only name rows that were rejected themselves: mend doctors.csv, line 3 (field_count) first.", page, StringComparison.Ordinal);
        Assert.Contains("Mend what the reason names first", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hit most often", page, StringComparison.Ordinal);
    }
}
