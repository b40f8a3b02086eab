using Dapper;
using HealthDashboard.Annotations;
using HealthDashboard.Gold;
using HealthDashboard.Pipeline;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Tests.Support;

/// <summary>The real pipeline over real SQLite, in a folder of its own.</summary>
public sealed class TestWarehouse : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    static TestWarehouse() => DapperTypes.Register();

    /// <param name="name">The name of the warehouse's folder.</param>
    /// <param name="engine">Where what is made in that folder is published; there where it is null.</param>
    public TestWarehouse(string name = "warehouse", int keepSnapshots = 3, Func<string, IWarehouseEngine>? engine = null)
    {
        var path = Path.Combine(_folder.Path, name);
        Store = new SnapshotStore(new WarehouseOptions { Path = path, KeepSnapshots = keepSnapshots }, engine?.Invoke(path));
        History = new RunHistory(Store);
        Annotations = new AnnotationStore(new AnnotationOptions { Path = Path.Combine(_folder.Path, "annotations.db") }, TimeProvider.System, NullLogger<AnnotationStore>.Instance);
    }

    /// <summary>Reads its snapshots, and keeps what it read to itself.</summary>
    public ViewReader Reader { get; } = new(new ServiceCollection().AddHybridCache().Services.BuildServiceProvider().GetRequiredService<HybridCache>());

    public string DataPath => Path.Combine(_folder.Path, "data");

    public SnapshotStore Store { get; }

    public RunHistory History { get; }

    /// <summary>Beside the warehouse, as the program has it.</summary>
    public AnnotationStore Annotations { get; }

    public FileSnapshot Snapshot => Store.Current?.Files ?? throw new InvalidOperationException("Nothing is published.");

    /// <summary>What the runs take for the time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Everything the pipeline logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>A warehouse whose published snapshot is of <paramref name="hospital"/>.</summary>
    public static TestWarehouse Of(Hospital hospital, PipelineOptions? options = null)
    {
        var warehouse = new TestWarehouse();
        var run = warehouse.Run(hospital, options);
        Assert.True(run.State == RunState.Published, run.Reason);
        return warehouse;
    }

    public RunRecord Run(Hospital hospital, PipelineOptions? options = null, Action<RunProgress>? report = null)
    {
        hospital.WriteTo(DataPath);
        return Run(options, report);
    }

    public RunRecord Run(PipelineOptions? options = null, Action<RunProgress>? report = null) =>
        Pipeline(options).Run(report ?? (_ => { }), CancellationToken.None);

    /// <summary>A run that somebody may break off.</summary>
    public RunRecord RunCancellable(Action<RunProgress> report, CancellationToken cancellation) => Pipeline().Run(report, cancellation);

    /// <summary>All rows of a view under a scope, in its order.</summary>
    public List<TRow> Rows<TRow>(GoldView view, Scope? scope = null) =>
        [.. ViewReader.Stream(Snapshot, view, scope ?? Scopes.Everything, GridQuery.AllRows).Cast<TRow>()];

    public List<T> Query<T>(string sql)
    {
        using var connection = Snapshot.OpenFiles();
        return connection.Query<T>(sql).AsList();
    }

    public T Scalar<T>(string sql) => Query<T>(sql).Single();

    public void Dispose()
    {
        Store.Current?.Release();
        (Store.Engine as IDisposable)?.Dispose();
        _folder.Dispose();
    }

    /// <summary>What runs are made by.</summary>
    public PipelineRun Pipeline(PipelineOptions? options = null) =>
        new((options ?? new PipelineOptions()) with { DataPath = DataPath }, Store, History, Clock, Log.For<PipelineRun>());
}
