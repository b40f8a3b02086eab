using System.Text.Json;
using HealthDashboard.Access;
using HealthDashboard.Bronze;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Columns;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.Engines;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Engines;

/// <summary>What a dashboard shows over a database is to the byte what it shows over files, whoever asks and whatever for.</summary>
public sealed class PostgresServesTests(PublishedTwice published) : IClassFixture<PublishedTwice>
{
    private static readonly IReadOnlyList<Scope> SomeScopes =
    [
        Scopes.Everything,
        Scopes.Everything.With(Dimensions.Department, AwkwardHospital.Department, AwkwardHospital.Ward),
        Scopes.Everything.With(Dimensions.Insurer, "Med\\Care", "O'Care, Inc."),
        Scopes.Everything.With(Dimensions.Gender, "Male", "Unknown") with { From = new DateOnly(2025, 3, 5) },
        Scopes.Everything with { ShareSafe = true },
        Scope.Of(Reach.Of([new Grant(Role.Analyst, [AwkwardHospital.Ward])], names: true)),
        Scopes.Everything with { To = new DateOnly(1999, 1, 1) },
    ];

    private Snapshot Files => published.Files.Snapshot;

    private Snapshot Database => published.Shown.Current!;

    [Fact]
    public void It_is_read_from_the_database_alone()
    {
        Assert.Equal(Files.RunId, Database.RunId);
        Assert.Null(Database.Files);
        Assert.NotSame(StarColumns.Of(Files), StarColumns.Of(Database));
    }

    [Fact]
    public async Task Every_view_is_the_same_file_under_every_filter_and_reach()
    {
        foreach (var scope in SomeScopes)
        {
            foreach (var view in GoldCatalog.All.Where(view => !(scope.ShareSafe && view.HasRowPerPerson)))
                await SameAsync(snapshot => CsvAsync(snapshot, view, scope));
        }
    }

    [Fact]
    public async Task Every_number_has_the_same_passport_and_the_same_rejected_rows()
    {
        var readers = new Dictionary<Snapshot, ViewReader> { [Files] = published.Files.Reader, [Database] = published.Database.Reader };
        foreach (var (view, scope) in GoldCatalog.All.SelectMany(view => SomeScopes.Take(4).Select(scope => (view, scope))))
        {
            var cell = ViewReader.Stream(Files, view, scope, GridQuery.AllRows).FirstOrDefault();
            foreach (var column in view.Columns.Where(column => column.CanBeProved))
            {
                var total = new CellReference(view, column, scope);
                var keys = cell is null ? [] : view.Keys.Select(key => key.Value(cell)?.ToString()).ToList();
                CellReference[] asked = keys.Count == 0 ? [total] : [total, total with { Row = keys[0], Period = keys.ElementAtOrDefault(1) }];
                foreach (var one in asked)
                {
                    await SameAsync(snapshot => JsonAsync(Provenance.ReadAsync(readers[snapshot], snapshot, one, 1)));
                    await SameAsync(snapshot => JsonAsync(RejectedImpact.ByRuleAsync(readers[snapshot], snapshot, one)));
                    await SameAsync(snapshot => JsonAsync(RejectedImpact.OfTotalAsync(readers[snapshot], snapshot, one)));
                }
            }

            await SameAsync(async snapshot => await JsonAsync(RejectedInPeriod.ReadAsync(readers[snapshot], snapshot, scope).AsTask()));
        }
    }

    [Fact]
    public async Task Whatever_else_pages_ask_is_the_same()
    {
        var lines = Enumerable.Range(1, 12).Select(line => (long)line).ToList();
        Func<Snapshot, object?>[] asked =
        [
            TableCounts.Of,
            snapshot => TidiedRow.First(snapshot, 100),
            snapshot => Rule.All.SelectMany(rule => SourceTable.All.Select(table => RuleHitRow.Some(snapshot, table.Name, rule.Name, 0, 100))),
            snapshot => FoundRecords.Read(snapshot, Fact.Visits, lines, Reach.Everything).OrderBy(record => record.Key),
            snapshot => FoundRecords.Read(snapshot, Fact.Treatments, lines, Reach.Everything).OrderBy(record => record.Key),
            snapshot => SourceTable.All.SelectMany(table => PatientsOfRecords.Of(snapshot, table.Name, lines)).Order(StringComparer.Ordinal),
            snapshot => RejectedCsv.Patients(snapshot, null, null).Order(StringComparer.Ordinal),
            snapshot => new[] { "P1", "P2", "p4" }.Select(patient => PatientVisit.Of(snapshot, patient, Scopes.Everything)),
            snapshot => FilterChoices.Of(snapshot, Reach.Everything).Period.ToString(),
            snapshot => new[] { "P2", "P3" }.Select(FilterChoices.Of(snapshot, Reach.Everything).Patient),
            snapshot => Dimensions.Filters.Select(FilterChoices.Of(snapshot, Reach.Everything).Values),
            snapshot => GoldLayer.CanRead(snapshot),
        ];
        foreach (var ask in asked)
            Assert.Equal(JsonSerializer.Serialize(ask(Files)), JsonSerializer.Serialize(ask(Database)));
        foreach (var rule in new[] { null, Rule.All[0].Name })
            await SameAsync(async snapshot => await BytesAsync(stream => RejectedCsv.WriteAsync(stream, snapshot, null, rule, CancellationToken.None)));
        await SameAsync(async snapshot =>
            await JsonAsync(DepartmentRecords.ReadAsync(snapshot == Files ? published.Files.Reader : published.Database.Reader, snapshot, Scopes.Everything)));
    }

    [Fact]
    public void Two_runs_differ_by_the_same_rows()
    {
        var then = published.Files.Store.Kept()[1];
        var (files, database) = (published.Files.Store.Find(then)!, published.Shown.Find(then)!);

        Assert.Equal(SnapshotDifference.Views(files, Files), SnapshotDifference.Views(database, Database));
        Assert.All(GoldCatalog.All, view => Assert.Equal(SnapshotDifference.Rows(files, Files, view, 100), SnapshotDifference.Rows(database, Database, view, 100)));
    }

    private async Task SameAsync(Func<Snapshot, Task<string>> ask) => Assert.Equal(await ask(Files), await ask(Database));

    private static Task<string> CsvAsync(Snapshot snapshot, GoldView view, Scope scope) =>
        BytesAsync(stream => CsvExport.WriteAsync(stream, snapshot, view, scope, GridQuery.AllRows, CancellationToken.None));

    private static async Task<string> BytesAsync(Func<Stream, Task> write)
    {
        using var memory = new MemoryStream();
        await write(memory);
        return Convert.ToHexString(memory.ToArray());
    }

    private static async Task<string> JsonAsync<T>(Task<T> asked) => JsonSerializer.Serialize(await asked);
}
