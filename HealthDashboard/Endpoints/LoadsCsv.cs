using CsvHelper;
using HealthDashboard.Gold;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Statistics;

namespace HealthDashboard.Endpoints;

/// <summary>The doctors with their visits beside those of their department as CSV, a line each; one without a visit among them.</summary>
public static class LoadsCsv
{
    private static readonly string[] Columns =
    [
        "doctor_id", "doctor_name", "department", "num_visits", "visits_per_week", "department_median", "usual_from", "usual_to", "load",
        "follow_up_count", "visits_with_answer", "follow_up_rate", "follow_ups",
    ];

    /// <param name="weeks">How many the visits are of.</param>
    public static async Task WriteAsync(Stream stream, IEnumerable<Workload> loads, decimal weeks, CancellationToken cancellation)
    {
        await using var writer = CsvWriter.Create(stream, CsvExport.Options, leaveOpen: true);
        writer.WriteHeader(Columns);
        foreach (var load in loads)
        {
            CsvText.Write(writer, load.DoctorId);
            CsvText.Write(writer, load.Name);
            CsvText.Write(writer, load.Department);
            Number(ColumnKind.Count, load.Visits);
            Number(ColumnKind.Mean, load.Visits / weeks);
            Number(ColumnKind.Mean, load.Band.Median);
            Number(ColumnKind.Count, load.Band.IsTooFew ? null : load.Band.Low);
            Number(ColumnKind.Count, load.Band.IsTooFew ? null : load.Band.High);
            CsvText.Write(writer, NameOf(load.Verdict));
            Number(ColumnKind.Count, load.Sums.FollowUps);
            Number(ColumnKind.Count, load.Sums.Answers);
            Number(ColumnKind.Rate, load.FollowUpRate);
            CsvText.Write(writer, NameOf(load.FollowUps));
            await writer.EndRecordAsync(cancellation);
        }

        await writer.FlushAsync(cancellation);

        void Number(ColumnKind kind, decimal? value) => CsvExport.WriteDecimal(writer, kind, value);
    }

    /// <summary>What a load is called where programs read it.</summary>
    private static string NameOf(LoadVerdict verdict) => verdict switch
    {
        LoadVerdict.Low => "low",
        LoadVerdict.High => "high",
        LoadVerdict.Usual => "usual",
        _ => "too_few",
    };

    private static string NameOf(FunnelVerdict verdict) => verdict switch
    {
        FunnelVerdict.Below => "low",
        FunnelVerdict.Above => "high",
        FunnelVerdict.Usual => "usual",
        _ => "too_few",
    };
}
