using Dapper;
using HealthDashboard.Pipeline;
using HealthDashboard.Pipeline.Uploads;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace HealthDashboard.Tests.Engines;

/// <summary>Uploads over a database, which only whoever holds the run lock may write to.</summary>
public sealed class PostgresUploadTests(PostgresCluster postgres)
{
    [Fact]
    public async Task One_is_discarded_at_once_one_beside_a_run_goes_with_the_next_and_one_is_published()
    {
        var connection = await postgres.DatabaseAsync();
        using var warehouse = new TestWarehouse(engine: folder => PublishedTwice.Engine(connection, folder));
        warehouse.Run(Hospital.Tiny);
        using var uploads = new UploadStore(warehouse.Pipeline(), new PipelineStatus(warehouse.History), new PipelineOptions { DataPath = warehouse.DataPath }, warehouse.Store);

        await PreviewAsync(uploads, 1);
        Assert.Equal(["run_0001", "run_0002"], Schemas());
        uploads.Discard();
        Assert.Null(uploads.Current);
        Assert.Equal(["run_0001"], Schemas());

        await PreviewAsync(uploads, 2);
        using (RunLock.Take(warehouse.Store))
            uploads.Discard();
        Assert.Null(uploads.Current);
        Assert.Equal(["run_0001", "run_0003"], Schemas());

        await PreviewAsync(uploads, 3);
        Assert.Equal(["run_0001", "run_0004"], Schemas());
        Assert.True(uploads.Publish(), uploads.Current?.Problem);
        Assert.Equal("0004", warehouse.Store.Current!.RunId[..4]);
        Assert.Equal(RunState.Unchanged, warehouse.Run().State);
        Assert.Equal([RunState.Published, RunState.Previewed, RunState.Previewed, RunState.Published], warehouse.History.All().Select(run => run.State));

        List<string> Schemas()
        {
            using var server = new NpgsqlConnection(connection);
            return server.Query<string>(@"select nspname from pg_namespace where nspname ~ '^run_\d+$' order by 1").AsList();
        }
    }

    private static async Task PreviewAsync(UploadStore uploads, int treatments)
    {
        using var form = UploadForm.Of(Grown(treatments));
        var boundary = form.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value!.Trim('"');
        await using var body = await form.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.True(await uploads.ReceiveAsync(new MultipartReader(boundary, body), form.Headers.ContentLength, TestContext.Current.CancellationToken));
        uploads.Preview(TestContext.Current.CancellationToken);
        Assert.True(uploads.Current?.Phase == UploadPhase.Ready, uploads.Current?.Problem);
    }

    private static Hospital Grown(int treatments) => Hospital.Tiny.Treatment($"T2,V1,MRI,{treatments}.00,MedCare");
}
