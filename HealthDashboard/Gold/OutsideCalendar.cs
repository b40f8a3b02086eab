using HealthDashboard.Gold.Columns;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Gold;

/// <summary>The visits whose date is so far from all others that it is in no week of the views.</summary>
public static class OutsideCalendar
{
    /// <summary>What those of a scope add up to. It says how many there are also where the scope is share-safe: what of it leaves the building is the caller's to decide.</summary>
    public static Sums Of(Snapshot snapshot, Scope scope)
    {
        using var scoped = new ScopedVisits(StarColumns.Of(snapshot), scope.Unshared());
        return scoped.OutsideCalendar();
    }
}
