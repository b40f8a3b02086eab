using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Query;

/// <summary>
/// Reads the columns of a published snapshot and adds up, before anybody asks, what everybody sees and what those see who were here lately: of a hospital
/// group that takes a second or two.
/// </summary>
public sealed partial class ColumnWarmUp(SnapshotStore store, IHostApplicationLifetime lifetime, ILogger<ColumnWarmUp> logger) : PublicationService(store, lifetime)
{
    /// <summary>What they see is kept for about as many.</summary>
    private const int MostReaches = 8;

    private readonly Lock _lock = new();

    /// <summary>Of those who were here last, the last one first.</summary>
    private readonly List<Reach> _lately = [];

    /// <summary>What no page can do without.</summary>
    public static void Prepare(Snapshot snapshot) => _ = StarColumns.Of(snapshot);

    /// <summary>Somebody is here who will ask for all that this holds.</summary>
    public void Expect(Reach reach)
    {
        reach = reach.WithoutNames();
        lock (_lock)
        {
            var isNew = !_lately.Remove(reach) && !reach.IsNothing;
            if (!reach.IsNothing)
                _lately.Insert(0, reach);
            if (_lately.Count > MostReaches)
                _lately.RemoveAt(MostReaches);
            if (isNew)
                Wake();
        }
    }

    /// <summary>What cannot be read ahead keeps the server from nothing: whoever asks is told.</summary>
    protected override void Work(CancellationToken stopping)
    {
        try
        {
            if (Store.Readable is { } snapshot && Store.Reads(snapshot))
                WarmUp(snapshot, stopping);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNotRead(fault.GetType().Name, fault.StackTrace);
        }
    }

    private void WarmUp(Snapshot snapshot, CancellationToken stopping)
    {
        StarColumns.Of(snapshot).WarmUp();
        Reach[] lately;
        lock (_lock)
            lately = [.. _lately];
        foreach (var scope in lately.Select(Scope.Of))
        {
            foreach (var view in GoldCatalog.All.Where(view => !(scope.ShareSafe && view.HasRowPerPerson)))
            {
                stopping.ThrowIfCancellationRequested();
                _ = ViewReader.Read(snapshot, view, scope, GridQuery.AllRows, 0, 1);
            }

            _ = FilterChoices.Of(snapshot, scope.Reach).Period;
        }
    }

    [LoggerMessage(LogLevel.Warning, "What is published could not be read before somebody asks ({Fault})\n{Trace}")]
    private partial void LogNotRead(string fault, string? trace);
}
