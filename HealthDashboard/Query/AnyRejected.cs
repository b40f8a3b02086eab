using HealthDashboard.Gold;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>Whether anything of a table was rejected: of clean files nothing has to be looked for at every number. Asked once of a snapshot.</summary>
internal sealed record AnyRejected(bool Visits, bool Treatments)
{
    public static bool Of(Snapshot snapshot, Fact table)
    {
        var any = snapshot.Keep(() => Read(snapshot));
        return table == Fact.Visits ? any.Visits : any.Treatments;
    }

    private static AnyRejected Read(Snapshot snapshot)
    {
        using var connection = snapshot.Open();
        return new(Any("visits"), Any("treatments"));

        bool Any(string table) => connection.ExecuteScalar<bool>($"select exists (select 1 from silver.rejected_{table})");
    }
}
