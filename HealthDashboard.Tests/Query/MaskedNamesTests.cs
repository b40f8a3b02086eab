using System.Text.Encodings.Web;
using System.Text.Json;
using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Passport;
using HealthDashboard.Pages.Subjects;
using HealthDashboard.Pages.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Query;

/// <summary>Whoever sees no names of patients is told none, in no row, file, page or search, and not by the order of rows either.</summary>
public sealed class MaskedNamesTests(SampleWarehouse sample)
{
    /// <summary>With letters of all languages as they are.</summary>
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Reach Masked = Reach.Of([new Grant(Role.Analyst, null)], names: false);

    [Fact]
    public async Task No_view_has_a_column_of_names()
    {
        var names = Names();
        foreach (var view in GoldCatalog.All)
        {
            using var csv = new MemoryStream();
            await CsvExport.WriteAsync(csv, sample.Snapshot, view, Scope.Of(Masked), GridQuery.AllRows, Xunit.TestContext.Current.CancellationToken);
            var text = System.Text.Encoding.UTF8.GetString(csv.ToArray());

            Assert.DoesNotContain("patient_name", text, StringComparison.Ordinal);
            Assert.DoesNotContain(names, name => text.Contains(name, StringComparison.Ordinal));
            Assert.DoesNotContain(view.For(Masked).Columns, column => column.Dimension == Dimensions.PatientName);
        }

        Assert.Contains(PatientSummary.View.For(Reach.Everything).Columns, column => column.Dimension == Dimensions.PatientName);
    }

    [Theory]
    [InlineData("sort", "patient_name")]
    [InlineData("columns", "patient_id,patient_name")]
    [InlineData("where", "patient_name~a")]
    public void To_ask_for_names_is_to_ask_for_a_column_that_is_not_there(string parameter, string value)
    {
        var view = PatientSummary.View.For(Masked);

        var refused = Assert.Throws<UnusableFilterException>(() => AddressQuery.ReadGrid(name => name == parameter ? value : default, view)).Message;
        var madeUp = Assert.Throws<UnusableFilterException>(() => AddressQuery.ReadGrid(name => name == parameter ? value.Replace("patient_name", "xyzzy", StringComparison.Ordinal) : default, view)).Message;

        Assert.Equal(madeUp.Replace("xyzzy", "patient_name", StringComparison.Ordinal), refused);
    }

    [Fact]
    public void A_search_finds_nobody_by_name_and_everybody_by_id()
    {
        var choices = FilterChoices.Of(sample.Snapshot, Masked);
        var known = FilterChoices.Of(sample.Snapshot, Reach.Everything).Patients("", 1)[0];
        var surname = known.PatientName.Split(' ')[^1];

        Assert.Empty(choices.Patients(surname, 10));
        Assert.Equal($"Patient {known.PatientId}", choices.Patients(known.PatientId, 10)[0].PatientName);
        Assert.Equal($"Patient {known.PatientId}", choices.Patient(known.PatientId)!.PatientName);
        Assert.Equal(["P0001", "P0002", "P0003"], choices.Patients("p0", 3).Select(patient => patient.PatientId));
        Assert.Empty(ViewReader.Stream(sample.Snapshot, PatientSummary.View, Scope.Of(Masked), new GridQuery { Search = surname }));
        Assert.DoesNotContain(JumpTarget.Find(choices, surname, Scope.Of(Masked)), target => target.Address.StartsWith("patients/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_of_patients_say_no_name()
    {
        var names = Names();
        await using var context = PageContext.For(sample.Warehouse, new Grant(Role.Analyst, null));
        string[] pages =
        [
            context.Visit<GoldPage>("/gold/patient_summary", page => page.Add(each => each.ViewName, "patient_summary")).Markup,
            context.Visit<GoldPage>("/gold/top_10_expensive_patients", page => page.Add(each => each.ViewName, "top_10_expensive_patients")).Markup,
            context.Visit<PatientPage>("/patients/P0001", page => page.Add(each => each.PatientId, "P0001")).Markup,
            context.Visit<PassportPage>("/passport/patient_summary/total_cost?row=P0001", page => page.Add(each => each.ViewName, "patient_summary").Add(each => each.ColumnName, "total_cost")).Markup,
        ];

        Assert.All(pages, page =>
        {
            Assert.Contains("P0", page, StringComparison.Ordinal);
            Assert.DoesNotContain(names, name => page.Contains(System.Net.WebUtility.HtmlEncode(name), StringComparison.Ordinal) || page.Contains(name, StringComparison.Ordinal));
        });
        Assert.Contains("Patient P0001", pages[2], StringComparison.Ordinal);
    }

    /// <summary>A page without a script has no charts: what is drawn is handed over apart.</summary>
    [Fact]
    public async Task What_is_drawn_says_no_name()
    {
        var names = Names();
        await using var masked = PageContext.For(sample.Warehouse, new Grant(Role.Analyst, null));

        var drawn = Drawn(masked);

        Assert.Contains("P0", drawn, StringComparison.Ordinal);
        Assert.DoesNotContain(names, name => drawn.Contains(name, StringComparison.Ordinal));
    }

    private static string Drawn(PageContext context) => JsonSerializer.Serialize(
        context.Visit<GoldPage>("/gold/top_10_expensive_patients", page => page.Add(each => each.ViewName, "top_10_expensive_patients"))
            .FindComponents<ChartView>().Select(chart => chart.Instance.Model),
        AsWritten);

    /// <summary>But for those that a doctor has too.</summary>
    private List<string> Names() => [.. sample.Warehouse.Query<string>("select distinct patient_name from gold.dim_patients where not exists (select 1 from gold.dim_doctors where instr(doctor_name, patient_name) > 0)").Where(name => name.Contains(' ', StringComparison.Ordinal))];
}
