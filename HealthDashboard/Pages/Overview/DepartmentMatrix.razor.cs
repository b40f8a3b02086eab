using System.Globalization;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Pages.Wording;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using Microsoft.AspNetCore.Components;

namespace HealthDashboard.Pages.Overview;

/// <summary>Departments by measures, in the weeks that are compared.</summary>
public sealed partial class DepartmentMatrix
{
    private static (string Label, GoldView View, string Column, SignalMeasure Measure)[] Columns =>
    [
        (Text.Visits, FollowUpSummary.View, "num_visits", SignalMeasure.Visits),
        (Text.Treatments, DepartmentTreatmentSummary.View, "total_treatments", SignalMeasure.Treatments),
        (Text.Cost, DepartmentTreatmentSummary.View, "total_cost", SignalMeasure.Cost),
        (Text.CostPerTreatment, DepartmentTreatmentSummary.View, "avg_cost", SignalMeasure.CostPerTreatment),
        (Text.FollowUpRate, FollowUpSummary.View, "follow_up_rate", SignalMeasure.FollowUpRate),
    ];

    [Parameter, EditorRequired]
    public DepartmentNumbers Now { get; set; } = default!;

    /// <summary>None in share-safe mode.</summary>
    [Parameter]
    public SignalTable? Signals { get; set; }

    [Parameter]
    public DepartmentNumbers? Then { get; set; }

    [Parameter, EditorRequired]
    public Scope Scope { get; set; } = default!;

    [Parameter]
    public ComparedWeeks? Comparison { get; set; }

    /// <summary>What was rejected in the two periods.</summary>
    [Parameter]
    public (RejectedInPeriod Now, RejectedInPeriod Then)? Rejected { get; set; }

    /// <summary>The targets of all departments.</summary>
    [Parameter]
    public TargetsAndNotes Written { get; set; } = TargetsAndNotes.None;

    private string? Moved(string department, Column column, object? value, object? before)
    {
        var change = Change.From(column, value, before, Display);
        if (change is null || Rejected is not { } rejected || Then is null)
            return change;
        var table = column.Name is "num_visits" or "follow_up_rate" ? Fact.Visits : Fact.Treatments;
        return Change.Marked(change, Lacks(rejected.Now, Now), Lacks(rejected.Then, Then));

        Lacking Lacks(RejectedInPeriod period, DepartmentNumbers numbers)
        {
            var read = table == Fact.Visits ? numbers.Value(department, FollowUpSummary.View, "num_visits") : numbers.Value(department, DepartmentTreatmentSummary.View, "total_treatments");
            return new Lacking(table, period.Of(table, department), period.Of(table, department) + ((long?)read ?? 0));
        }
    }

    /// <summary>On which side of its target a number lies, which is of one week: where weeks add up it is their mean that is compared.</summary>
    private string? Outside(string department, GoldView view, string column, object? value)
    {
        var measure = column == "total_treatments" ? "treatments" : column;
        if (Comparison is null || value is null || Written.Target(department, measure) is not { } target)
            return null;
        var weeks = view.Column(column).AddsUp ? Comparison.Weeks : 1;
        return TargetWords.Outside(target, Convert.ToDecimal(value, CultureInfo.InvariantCulture) / weeks, Display) is { } outside ? Sentence.Of(Text.TargetOfWeek, outside) : null;
    }
}
