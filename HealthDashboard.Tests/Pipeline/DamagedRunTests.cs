using HealthDashboard.Gold.Checks;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Pipeline;

/// <summary>The disk does not keep what a run wrote: one of the files is another when it is checked.</summary>
public sealed class DamagedRunTests : IDisposable
{
    private const int PageSize = DatabaseFile.PageSize;

    private readonly TestWarehouse _warehouse = TestWarehouse.Of(Hospital.Tiny);

    /// <summary>A file, and which of its pages, from the first to the last.</summary>
    public static TheoryData<string, double> Pages => [.. LayerFiles.Names.SelectMany(name => new[] { 0.0, 0.3, 0.6, 1.0 }.Select(place => (name, place)))];

    public void Dispose() => _warehouse.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_that_came_back_empty_is_seen_and_nothing_is_published(string file, double place) =>
        AssertSeen(file, stream => Overwrite(stream, Page(stream, place), new byte[PageSize]));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_flipped_bit_in_the_first_byte_of_a_page_is_seen_and_nothing_is_published(string file, double place) =>
        AssertSeen(file, stream =>
        {
            stream.Position = Page(stream, place);
            var first = stream.ReadByte();
            Overwrite(stream, Page(stream, place), [(byte)(first ^ 1)]);
        });

    [Theory]
    [InlineData("bronze.db")]
    [InlineData("gold.db")]
    [InlineData("star.columns")]
    public void A_file_without_its_end_is_seen_and_nothing_is_published(string file) => AssertSeen(file, stream => stream.SetLength(stream.Length * 2 / 3));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_flipped_bit_of_the_columns_is_seen_and_nothing_is_published(double place)
    {
        var run = AssertSeen("star.columns", stream =>
        {
            stream.Position = (long)((stream.Length - 1) * place);
            var found = stream.ReadByte();
            Overwrite(stream, stream.Position - 1, [(byte)(found ^ 16)]);
        });

        Assert.Equal(["columns_whole"], run.Checks.Where(check => check.Offending > 0).Select(check => check.Name));
    }

    [Fact]
    public void Every_file_is_asked_whether_it_is_whole()
    {
        var kept = _warehouse.History.Published()!.Checks;

        Assert.All(["bronze_whole", "gold_whole", "columns_whole"], name => Assert.Equal(new CheckResult(name, 0), kept.Single(check => check.Name == name)));
    }

    private RunRecord AssertSeen(string file, Action<FileStream> damage)
    {
        var published = _warehouse.Snapshot.RunId;

        var run = _warehouse.Run(Hospital.Tiny.Treatment("T2,V1,ECG,1.00,MedCare"), report: progress =>
        {
            if (progress.Layer != "checks")
                return;
            using var stream = new FileStream(Path.Combine(Directory.GetDirectories(_warehouse.Store.Folder, "0002-*").Single(), file), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            damage(stream);
        });

        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("not on the disk as", run.Reason, StringComparison.Ordinal);
        Assert.Contains("the published snapshot is untouched", run.Reason, StringComparison.Ordinal);
        Assert.Equal(published, _warehouse.Snapshot.RunId);
        Assert.Equal(100.00, _warehouse.Scalar<double>("select total_cost from gold.department_treatment_summary"));
        return run;
    }

    /// <summary>Where a page begins that is in use: pages beyond those are on the list of free ones, and nobody reads them.</summary>
    private static long Page(FileStream stream, double place) => (long)((stream.Length / PageSize - 1) * place) * PageSize;

    private static void Overwrite(FileStream stream, long at, byte[] bytes)
    {
        stream.Position = at;
        stream.Write(bytes);
    }
}
