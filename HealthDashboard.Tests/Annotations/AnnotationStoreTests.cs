using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Annotations;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Annotations;

public sealed class AnnotationStoreTests : IDisposable
{
    private readonly TestWarehouse _warehouse = new();
    private readonly string _path;
    private readonly AnnotationStore _store;

    public AnnotationStoreTests()
    {
        _path = Path.Combine(_warehouse.DataPath, "..", "notes", "written.db");
        _store = new AnnotationStore(new AnnotationOptions { Path = _path }, StoppedClock.At("2025-03-10T08:00Z"), _warehouse.Log.For<AnnotationStore>());
    }

    [Fact]
    public void Reading_makes_no_database_and_writing_makes_one_with_its_folder()
    {
        Assert.True(_store.Read(Reach.Everything).IsEmpty);
        Assert.False(File.Exists(_path));

        _store.Pin(Note("new ward opened"));

        Assert.True(File.Exists(_path));
        Assert.Equal(("2025-03-03", "new ward opened", "2025-03-10T08:00:00Z"), _store.Read(Reach.Everything).Notes.Select(note => (note.Week, note.Text, note.CreatedAt)).Single());
    }

    [Fact]
    public void A_target_is_kept_to_the_cent_and_takes_the_place_of_the_one_before()
    {
        _store.Set(Target(null, "total_cost", 1, 2));
        _store.Set(Target("Cardiology", "total_cost", 0.10m, null));
        _store.Set(Target(null, "total_cost", null, 12345678.91m));

        var read = _store.Read(Reach.Everything);

        Assert.Equal(2, read.Targets.Count);
        Assert.Equal((null, 12345678.91m), (read.Target(null, "total_cost")!.FromValue, read.Target(null, "total_cost")!.ToValue));
        Assert.Equal((0.10m, null), (read.Target("Cardiology", "total_cost")!.FromValue, read.Target("Cardiology", "total_cost")!.ToValue));
    }

    [Fact]
    public void What_is_deleted_is_gone_and_the_rest_stays()
    {
        _store.Set(Target(null, "num_visits", 1, 2));
        _store.Pin(Note("first"));
        _store.Pin(Note("second"));

        _store.DeleteNote(_store.Read(Reach.Everything).Notes.Single(note => note.Text == "first").Id, Reach.Everything);
        _store.DeleteTarget(_store.Read(Reach.Everything).Targets.Single().Id, Reach.Everything);
        _store.DeleteTarget(4711, Reach.Everything);

        Assert.Equal(["second"], _store.Read(Reach.Everything).Notes.Select(note => note.Text));
        Assert.Empty(_store.Read(Reach.Everything).Targets);
    }

    [Fact]
    public void What_is_of_others_is_not_deleted()
    {
        _store.Set(Target(null, "num_visits", 1, 2));
        _store.Set(Target("Radiology", "num_visits", 1, 2));
        _store.Set(Target("Cardiology", "num_visits", 1, 2));
        _store.Pin(Note("of the hospital"));
        var written = _store.Read(Reach.Everything);
        foreach (var reach in new[] { Reach.Nothing, Reach.Of([new Grant(Role.Admin, ["Cardiology"])], names: false) })
        {
            foreach (var target in written.Targets)
                _store.DeleteTarget(target.Id, reach);
            _store.DeleteNote(written.Notes.Single().Id, reach);
        }

        Assert.Equal([null, "Radiology"], _store.Read(Reach.Everything).Targets.Select(target => target.Department));
        Assert.Single(_store.Read(Reach.Everything).Notes);
        _store.DeleteNote(written.Notes.Single().Id, Reach.Of([new Grant(Role.Analyst, null)], names: false));
        Assert.Single(_store.Read(Reach.Everything).Notes);
    }

    [Fact]
    public void Runs_and_restores_leave_it_alone()
    {
        var first = _warehouse.Run(Hospital.Tiny).RunId;
        _store.Set(Target("Cardiology", "num_visits", 20, 30));
        _store.Pin(Note("new ward opened"));
        var before = File.ReadAllBytes(_path);

        _warehouse.Run(Hospital.Tiny.Patient("P2,Bo Li,70,M,Peru"));
        new SnapshotRestore(new PipelineOptions { DataPath = _warehouse.DataPath }, _warehouse.Store, _warehouse.History, _warehouse.Clock, _warehouse.Log.For<SnapshotRestore>()).Restore(first);

        Assert.Equal(first, _warehouse.Snapshot.RunId);
        Assert.Equal(before, File.ReadAllBytes(_path));
        Assert.Single(_store.Read(Reach.Everything).Targets);
        Assert.Single(_store.Read(Reach.Everything).Notes);
    }

    [Fact]
    public void A_damaged_database_is_told_and_stops_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        File.WriteAllBytes(_path, Encoding.ASCII.GetBytes(new string('x', 5000)));

        var read = _store.Read(Reach.Everything);

        Assert.True(read.IsUnreadable);
        Assert.True(read.IsEmpty);
    }

    [Fact]
    public async Task The_export_holds_all_of_it_and_no_formula()
    {
        _store.Set(Target(null, "follow_up_rate", 0.25m, 0.35m));
        _store.Pin(Note("=HYPERLINK(\"x\"), or so") with { Department = "Cardiology" });
        using var csv = new MemoryStream();

        await AnnotationsCsv.WriteAsync(csv, _store.Read(Reach.Everything), TestContext.Current.CancellationToken);

        Assert.Equal(
            "kind,department,measure,from_value,to_value,week,text,created_at\r\n"
            + "\"target\",,\"follow_up_rate\",0.25,0.35,,,2025-03-10T08:00:00Z\r\n"
            + "\"note\",\"Cardiology\",,,,2025-03-03,\"'=HYPERLINK(\"\"x\"\"), or so\",2025-03-10T08:00:00Z\r\n",
            Encoding.UTF8.GetString(csv.ToArray()).TrimStart('\uFEFF'));
    }

    [Fact]
    public void A_scope_has_the_targets_of_its_department_and_the_notes_on_its_weeks_and_a_shared_one_has_none()
    {
        _store.Set(Target(null, "num_visits", 20, 30));
        _store.Set(Target("Cardiology", "num_visits", 2, 3));
        _store.Pin(Note("hospital"));
        _store.Pin(Note("heart") with { Department = "Cardiology" });
        _store.Pin(Note("brain") with { Department = "Neurology" });
        _store.Pin(Note("later") with { Week = "2025-04-07" });
        var written = _store.Read(Reach.Everything);

        Assert.Equal(["later", "brain", "heart", "hospital"], written.Of(Scopes.Everything).Notes.Select(note => note.Text));
        Assert.Equal(["heart", "hospital"], written.Of(Scopes.Everything with { Department = "Cardiology", To = new(2025, 3, 31) }).Notes.Select(note => note.Text));
        Assert.Equal([20m], written.Of(Scopes.Everything).Targets.Select(target => target.FromValue!.Value));
        Assert.Equal([2m], written.Of(Scopes.Everything with { Department = "Cardiology" }).Targets.Select(target => target.FromValue!.Value));
        Assert.Empty(written.Of(Scopes.Everything with { DoctorId = "D1" }).Targets);
        Assert.Equal(["later", "hospital"], written.Of(Scopes.Everything with { DoctorId = "D1" }).Notes.Select(note => note.Text));
        Assert.True(written.Of(Scopes.Everything with { ShareSafe = true }).IsEmpty);
    }

    public void Dispose() => _warehouse.Dispose();

    private static Note Note(string text) => new() { Week = "2025-03-03", Text = text, CreatedAt = "" };

    private static Target Target(string? department, string measure, decimal? from, decimal? to) =>
        new() { Department = department, Measure = measure, FromValue = from, ToValue = to, CreatedAt = "" };
}
