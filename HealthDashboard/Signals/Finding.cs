using HealthDashboard.Gold.Views;
using HealthDashboard.Statistics;

namespace HealthDashboard.Signals;

/// <summary>Something worth a sentence: the numbers of it, which the pages put into words.</summary>
public abstract record Finding;

/// <summary>Records of one file that are in no number, of all of its records.</summary>
public sealed record RejectedOf(string Table, long Rejected, long Read);

/// <summary>Records of the four files that are in no number.</summary>
/// <param name="Tables">Each file with enough of them to be noticed, the one with the largest share first.</param>
/// <param name="UnreadCosts">Treatments among them whose cost could not be read.</param>
public sealed record RejectedRows(IReadOnlyList<RejectedOf> Tables, long UnreadCosts) : Finding;

/// <summary>The last week has days missing, and is in no comparison.</summary>
public sealed record WeekUnderWay(DateOnly Monday, int Days) : Finding;

/// <summary>The latest complete period of a measure stands out.</summary>
/// <param name="Department">Null for the scope as a whole.</param>
/// <param name="Others">Further measures of the same department, or of the whole, that stand out in that period.</param>
public sealed record ChartSignal(string? Department, MeasureChart Chart, IReadOnlyList<MeasureChart> Others) : Finding
{
    public Mark Mark => Chart.Finding!;
}

/// <summary>A doctor whose follow-up rate lies beyond the outer limits of the funnel: of several the one who lies furthest.</summary>
/// <param name="Limit">The one it lies beyond, for so many visits.</param>
/// <param name="Rate">Of all doctors in scope.</param>
/// <param name="AllVisits">What that rests on.</param>
/// <param name="Beyond">How many doctors lie beyond the limits in all.</param>
/// <param name="Judged">How many have visits enough to be judged.</param>
public sealed record DoctorSignal(DoctorFollowUpRatio Doctor, Direction Direction, double Limit, double Rate, long AllVisits, int Beyond, int Judged) : Finding;
