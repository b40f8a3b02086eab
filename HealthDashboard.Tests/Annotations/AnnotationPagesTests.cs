using System.Globalization;
using Bunit;
using HealthDashboard.Access;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pages.Annotations;
using HealthDashboard.Pages.Charts;
using HealthDashboard.Pages.Frame;
using HealthDashboard.Pages.Overview;
using HealthDashboard.Pages.Views;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Annotations;

/// <summary>Where targets and notes stand on pages. The hospital has ten complete weeks: one visit in each of the first, three in the last four.</summary>
public sealed class AnnotationPagesTests : IAsyncDisposable
{
    private readonly TestWarehouse _warehouse;
    private readonly PageContext _context;

    public AnnotationPagesTests()
    {
        var hospital = Hospital.Tiny.Doctor("D2,Dr. Brain,Neurology,3");
        for (var week = 1; week < 10; week++)
        {
            for (var visit = 0; visit < (week < 6 ? 1 : 3); visit++)
                hospital.Visit($"A{week}{visit},P1,D1,Cardiology,{new DateOnly(2025, 3, 3).AddDays(7 * week):yyyy-MM-dd},no");
        }

        _warehouse = TestWarehouse.Of(hospital.Visit("Z1,P1,D2,Neurology,2025-05-11,no"));
        _warehouse.Annotations.Set(new Target { Department = "Cardiology", Measure = "num_visits", FromValue = 1, ToValue = 2.5m, CreatedAt = "" });
        _warehouse.Annotations.Pin(new Note { Week = "2025-03-03", Department = "Cardiology", Text = "new ward opened", CreatedAt = "" });
        _warehouse.Annotations.Pin(new Note { Week = "2025-05-05", Text = "strike", CreatedAt = "" });
        _context = new PageContext(_warehouse);
    }

    [Fact]
    public void The_weeks_of_a_department_have_notes_beside_them_and_values_outside_the_target_say_so()
    {
        var cut = _context.Visit<GoldPage>("/gold/weekly_visit_trends?department=Cardiology&sort=week", page => page.Add(each => each.ViewName, "weekly_visit_trends"));
        var rows = cut.FindAll(".grid tbody tr").Select(row => string.Join(" ", row.QuerySelectorAll(".beside").Select(beside => beside.TextContent))).ToList();

        Assert.Equal(["new ward opened", "", "", "", "", "", "▲ above 1 to 2.5", "▲ above 1 to 2.5", "▲ above 1 to 2.5", "strike ▲ above 1 to 2.5"], rows);
        Assert.Contains(cut.FindAll(".annotations li"), line => line.TextContent == "Visits a week: 1 to 2.5. Last complete week (W19 2025): 3, above it.");
    }

    /// <summary>Everybody reads a wall, and a note may name anybody.</summary>
    [Theory]
    [InlineData("weekly_visit_trends")]
    [InlineData("department_weekly_kpis")]
    public void No_note_stands_on_a_wall(string view)
    {
        var cut = _context.Visit<GoldPage>($"/gold/{view}?wall=30&numbers=all", page => page.Add(each => each.ViewName, view));

        Assert.DoesNotContain("new ward opened", cut.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("strike", cut.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_departments_by_week_have_the_notes_of_their_own_department_alone()
    {
        var cut = _context.Visit<GoldPage>("/gold/department_weekly_kpis?sort=week", page => page.Add(each => each.ViewName, "department_weekly_kpis"));

        Assert.Equal(["new ward opened"], cut.FindAll(".beside").Select(beside => beside.TextContent).Where(text => !text.StartsWith('▲')));
        Assert.Equal(4, cut.FindAll(".beside").Count(beside => beside.TextContent == "▲ above 1 to 2.5"));
    }

    [Fact]
    public void The_departments_compare_the_mean_of_their_weeks()
    {
        var cut = _context.Visit<OverviewPage>("/?measure=num_visits");

        Assert.Contains("▲ above 1 to 2.5 a week", cut.Find(".board td.number").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_has_the_target_as_lines_and_the_notes_at_their_weeks()
    {
        var scope = Scopes.Everything with { Department = "Cardiology" };
        var written = _warehouse.Annotations.Read(Reach.Everything).Of(scope);

        var (week, four) = (Drawn(Grouping.Week), Drawn(Grouping.FourWeeks));

        Assert.Equal([(1, "target: at least 1"), (2.5, "target: at most 2.5")], week.Lines.Where(line => line.Kind == "Target").Select(line => (line.Value, line.Label)));
        Assert.Equal([4, 10], four.Lines.Where(line => line.Kind == "Target").Select(line => line.Value));
        Assert.Equal([("2025-05-05", "strike"), ("2025-03-03", "new ward opened")], week.Pins.Select(pin => (pin.Day, pin.Label)));
        Assert.Empty(AnnotatedChart.With(week with { Lines = [], Pins = [] }, written.Of(scope with { ShareSafe = true }), null, new DisplayOptions()).Pins);

        ChartModel Drawn(Grouping by)
        {
            var chart = SignalReader.ChartAsync(_warehouse.Reader, _warehouse.Snapshot, scope, SignalMeasure.Visits, by).AsTask().GetAwaiter().GetResult();
            return AnnotatedChart.With(SignalChart.Of(chart, new DisplayOptions()), written, chart, new DisplayOptions());
        }
    }

    /// <summary>A week is of the ISO calendar, whichever calendar the viewer's language has.</summary>
    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void Notes_stand_at_their_weeks_in_every_language(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var model = new ChartModel("Line", ["2025-03-03", "2025-03-10"], [], "", "", "Count", Notation.Of(new DisplayOptions()), 0);

        var pins = AnnotatedChart.With(model, _warehouse.Annotations.Read(Reach.Everything).Of(Scopes.Everything with { Department = "Cardiology" }), null, new DisplayOptions()).Pins;

        Assert.Equal(["2025-03-03"], pins.Select(pin => pin.Day));
    }

    [Fact]
    public void Who_may_not_change_anything_is_offered_no_form()
    {
        var may = _context.Render<AnnotationsPage>(page => page.AddCascadingValue("MayChange", true));
        var mayNot = _context.Render<AnnotationsPage>(page => page.AddCascadingValue("MayChange", false));

        Assert.Equal(["annotations/targets", "annotations/notes", "annotations/targets/delete", "annotations/notes/delete", "annotations/notes/delete"], may.FindAll("form").Select(form => form.GetAttribute("action")));
        Assert.Empty(mayNot.FindAll("form"));
        Assert.Contains("new ward opened", mayNot.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_analyst_is_offered_their_departments_and_what_is_of_them()
    {
        await using var own = PageContext.For(_warehouse, new Grant(Role.Analyst, ["Cardiology"]));
        await using var all = PageContext.For(_warehouse, new Grant(Role.Analyst, null));
        await using var none = PageContext.For(_warehouse, new Grant(Role.Viewer, null));

        var cut = own.Render<AnnotationsPage>();
        Assert.Equal(["Cardiology", "Cardiology"], cut.FindAll("select[name=department] option").Select(option => option.TextContent));
        Assert.Equal(["annotations/targets/delete", "annotations/notes/delete"], Deletes(cut));
        Assert.DoesNotContain("strike", cut.Markup, StringComparison.Ordinal);

        // What is of the hospital is read by whoever sees all of it, and written by its admins.
        cut = all.Render<AnnotationsPage>();
        Assert.Contains("strike", cut.Markup, StringComparison.Ordinal);
        Assert.Equal(["annotations/targets/delete", "annotations/notes/delete"], Deletes(cut));
        Assert.Equal(["Cardiology", "Neurology"], cut.FindAll("form[action='annotations/notes'] option").Select(option => option.TextContent));
        Assert.Empty(none.Render<AnnotationsPage>().FindAll("form"));

        static IEnumerable<string?> Deletes(IRenderedComponent<AnnotationsPage> page) => page.FindAll("form").Select(form => form.GetAttribute("action")).Where(action => action!.EndsWith("delete", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        _warehouse.Dispose();
    }
}
