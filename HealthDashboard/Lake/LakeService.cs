using HealthDashboard.Pipeline;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Lake;

/// <summary>Writes what is published into the lake. What goes wrong there stops no run.</summary>
public sealed partial class LakeService(LakeOptions options, LakeWriter writer, SnapshotStore store, IHostApplicationLifetime lifetime, ILogger<LakeService> logger)
    : PublicationService(store, lifetime)
{
    protected override void Work(CancellationToken stopping)
    {
        try
        {
            if (Store.Readable is null)
                return;
            var written = writer.Write(options, _ => { }, stopping);
            if (written.IsNew)
                LogWritten(written.Run.Id, written.Tables.Count);
            foreach (var table in written.All.Where(table => table.Dropped.Count > 0))
                LogDropped(table.Table, string.Join(", ", table.Dropped));
        }
        catch (LakeRefusedException refused)
        {
            LogRefused(refused.Message);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(FaultMessages.ForTheLog(fault));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} is in the lake, in {Tables} tables")]
    private partial void LogWritten(string runId, int tables);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lake's table {Table} was overwritten without columns that somebody had added: {Columns}")]
    private partial void LogDropped(string table, string columns);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lake was not written: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The lake could not be written: {Fault}")]
    private partial void LogFailed(string fault);
}
