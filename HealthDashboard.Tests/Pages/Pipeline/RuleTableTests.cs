using Bunit;
using HealthDashboard.Bronze;
using HealthDashboard.Pages.Pipeline;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pages.Pipeline;

public sealed class RuleTableTests
{
    /// <summary>A hospital that trips every rule of a row once, and where the page must say so.</summary>
    private static readonly (string Rule, string File, int Line, string Column, string Found)[] Trips =
    [
        ("age_invalid", "patients.csv", 3, "age", "old"),
        ("gender_unknown", "patients.csv", 4, "gender", "?"),
        ("country_unknown", "patients.csv", 5, "country", "N/A"),
        ("key_missing", "patients.csv", 6, "patient_id", "(blank)"),
        ("key_conflict", "patients.csv", 7, "patient_id", "P1"),
        ("field_count", "patients.csv", 8, "–", "4 fields where the header has 5"),
        ("encoding", "patients.csv", 9, "–", "bytes that are not text"),
        ("quote_misplaced", "patients.csv", 11, "–", "text between a closing quote and the next separator"),
        ("record_blank", "patients.csv", 12, "–", "(blank)"),
        ("field_too_long", "patients.csv", 13, "–", "a field of more than 1 MiB"),
        ("duplicate", "patients.csv", 10, "–", "the row of line 2 again"),
        ("years_invalid", "doctors.csv", 3, "years_experience", "many"),
        ("patient_unknown", "visits.csv", 3, "patient_id", "P9"),
        ("doctor_unknown", "visits.csv", 4, "doctor_id", "D9"),
        ("date_invalid", "visits.csv", 5, "visit_date", "03/04/2024"),
        ("date_default", "visits.csv", 9, "visit_date", "1970-01-01"),
        ("date_far", "visits.csv", 10, "visit_date", "1999-03-04"),
        ("department_filled", "visits.csv", 6, "department", "(blank)"),
        ("department_mismatch", "visits.csv", 7, "department", "Oncology"),
        ("follow_up_invalid", "visits.csv", 8, "follow_up_required", "maybe"),
        ("visit_unknown", "treatments.csv", 3, "visit_id", "V9"),
        ("cost_invalid", "treatments.csv", 4, "treatment_cost", "free"),
        ("cost_grouped", "treatments.csv", 8, "treatment_cost", "$1,234.50"),
        ("required_blank", "treatments.csv", 5, "treatment_type", "(blank)"),
        ("cost_rounded", "treatments.csv", 6, "treatment_cost", "1.005"),
        ("cost_zero", "treatments.csv", 7, "treatment_cost", "0"),
    ];

    [Fact]
    public async Task Each_rule_has_its_row_on_the_page_with_file_line_column_found_and_expected()
    {
        using var warehouse = new TestWarehouse();
        Assert.Equal(RunState.Published, warehouse.Run(EveryRule, new PipelineOptions { MaxRejectedShare = 1 }).State);
        await using var context = new PageContext(warehouse);

        var rows = context.Visit<PipelinePage>("/pipeline").FindAll("details.rule").SelectMany(details => details.QuerySelectorAll("tbody tr").Select(row =>
            string.Join(" | ", row.Children.Take(5).Select(cell => cell.TextContent.Trim()).Prepend(details.QuerySelector("summary code")!.TextContent))));

        Assert.Equal(Rule.All.Select(rule => rule.Name).Order(), Trips.Select(trip => trip.Rule).Order());
        Assert.Equal(
            Trips.Select(trip => $"{trip.Rule} | {trip.File} | {trip.Line} | {trip.Column} | {trip.Found} | {Rule.All.Single(rule => rule.Name == trip.Rule).Expected}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    private static Hospital EveryRule => Hospital.Tiny
        .Patient("P2,Bo,old,F,Norway")
        .Patient("P3,Cy,36,?,Norway")
        .Patient("P4,Di,36,F,N/A")
        .Patient(",Ed,36,F,Norway")
        .Patient("P1,Fay,36,F,Norway")
        .Patient("P5,Gus,36,F")
        .Patient("P6,H\0al,36,F,Norway")
        .Patient("P1,Ada Byron,36,F,United Kingdom")
        .Patient("P7,\"Ike\" Jr,36,F,Norway")
        .Patient(",,,,")
        .Patient($"P8,{new string('x', SourceFile.LongestField + 1)},36,F,Norway")
        .Doctor("D2,Dr. Lung,Cardiology,many")
        .Visit("V2,P9,D1,Cardiology,2025-03-04,no")
        .Visit("V3,P1,D9,Cardiology,2025-03-04,no")
        .Visit("V4,P1,D1,Cardiology,03/04/2024,no")
        .Visit("V5,P1,D1,,2025-03-04,no")
        .Visit("V6,P1,D1,Oncology,2025-03-04,no")
        .Visit("V7,P1,D1,Cardiology,2025-03-04,maybe")
        .Visit("V8,P1,D1,Cardiology,1970-01-01,no")
        .Visit("V10,P1,D1,Cardiology,1999-03-04,no")
        .Treatment("T2,V9,ECG,1.00,MedCare")
        .Treatment("T3,V1,ECG,free,MedCare")
        .Treatment("T4,V1,,1.00,MedCare")
        .Treatment("T5,V1,ECG,1.005,MedCare")
        .Treatment("T6,V1,ECG,0,MedCare")
        .Treatment("T7,V1,ECG,\"$1,234.50\",MedCare");
}
