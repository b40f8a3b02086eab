using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

/// <summary>
/// The golden files are the exports of the sample data, checked against an account that shares no code with this program.
/// After a wanted change, run the tests once with GOLDEN=write and read the difference.
/// </summary>
public sealed class CsvExportTests(SampleWarehouse sample)
{
    private static readonly string Golden = Path.Combine(Places.Repository, "HealthDashboard.Tests", "Query", "Golden");

    /// <summary>Each dimension alone, several values of one, two of treatments, and nearly all together.</summary>
    private static readonly Dictionary<string, Scope> Filtered = new()
    {
        ["insurer"] = Scopes.Everything.With(Dimensions.Insurer, "Harbor Health"),
        ["unknown insurer"] = Scopes.Everything.With(Dimensions.Insurer, "Unknown"),
        ["treatment type"] = Scopes.Everything.With(Dimensions.TreatmentType, "MRI Scan"),
        ["country"] = Scopes.Everything.With(Dimensions.Country, "Korea, Republic of"),
        ["age group"] = Scopes.Everything.With(Dimensions.AgeGroup, "85+"),
        ["gender"] = Scopes.Everything.With(Dimensions.Gender, "Other"),
        ["follow up"] = Scopes.Everything.With(Dimensions.FollowUp, "Yes"),
        ["two insurers"] = Scopes.Everything.With(Dimensions.Insurer, "Atlas Global", "Uninsured"),
        ["insurer and treatment type"] = Scopes.Everything.With(Dimensions.Insurer, "CarePoint").With(Dimensions.TreatmentType, "Blood Test", "X-Ray"),
        ["all kinds"] = (Scopes.Everything with { From = new DateOnly(2024, 7, 1), To = new DateOnly(2025, 8, 31) })
            .With(Dimensions.Department, "Cardiology", "Emergency").With(Dimensions.Insurer, "Evergreen Mutual", "Northstar Insurance")
            .With(Dimensions.Country, "United States").With(Dimensions.Gender, "Female"),
    };

    private static readonly GoldView[] Short = [DepartmentTreatmentSummary.View, FollowUpSummary.View, CountrywiseCostSummary.View, InsuranceSummary.View, TreatmentDistribution.View];

    public static TheoryData<string, string> Exports =>
    [
        .. from view in GoldCatalog.All from scope in new[] { "everything", "department and period" } select new TheoryDataRow<string, string>(view.Name, scope),
        .. from view in Short from scope in Filtered.Keys select new TheoryDataRow<string, string>(view.Name, scope),
    ];

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task An_export_is_its_golden_file_byte_for_byte(string view, string scope)
    {
        var file = Path.Combine(Golden, scope.Replace(' ', '_'), view + ".csv");

        var csv = await ExportAsync(sample.Warehouse, view, Filtered.GetValueOrDefault(scope) ?? Scopes.All[scope]);

        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, csv, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), csv);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("Byron", "\"Byron\"")]
    public async Task Text_that_a_spreadsheet_would_run_is_escaped(string name, string expected)
    {
        using var warehouse = TestWarehouse.Of(Hospital.Empty
            .Patient($"P1,{name},36,F,Peru").Doctor("D1,Dr. Hart,Cardiology,12").Visit("V1,P1,D1,Cardiology,2025-03-03,yes").Treatment("T1,V1,ECG,100,MedCare"));

        var lines = System.Text.Encoding.UTF8.GetString(await ExportAsync(warehouse, "patient_summary", Scopes.Everything)).Split("\r\n");

        Assert.Equal($"\"P1\",{expected},1,100.00,1,1", lines[1]);
    }

    [Fact]
    public async Task Half_a_cent_is_rounded_away_from_zero()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny.Treatment("T2,V1,MRI,0.10,A").Treatment("T3,V1,MRI,0.15,A"));

        var text = System.Text.Encoding.UTF8.GetString(await ExportAsync(warehouse, "treatment_type_summary", Scopes.Everything));

        Assert.Contains("\"MRI\",2,0.25,0.13,", text, StringComparison.Ordinal);
    }

    private static async Task<byte[]> ExportAsync(TestWarehouse warehouse, string view, Scope scope)
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(stream, warehouse.Snapshot, GoldCatalog.Find(view)!, scope, GridQuery.AllRows, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }
}
