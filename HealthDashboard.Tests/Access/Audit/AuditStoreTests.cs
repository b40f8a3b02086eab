using System.Globalization;
using Dapper;
using HealthDashboard.Access.Audit;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Access.Audit;

public sealed class AuditStoreTests : IDisposable
{
    private readonly AuditWriting _audit = new AuditWriting().WithSix();

    [Fact]
    public void An_entry_is_kept_as_it_was_told_with_the_patients_each_once()
    {
        var id = _audit.Write("/gold/patient_summary?page=2", "P2", "P10", "P2", "Ñandú 1");
        var reader = new AuditReader(_audit.Files);
        var entry = reader.Read(new AuditQuestion(), 0, 1).Entries[0];

        Assert.Equal((7, "ada", "Ada Example", "view", "/gold/patient_summary?page=2", 3), (id, entry.Subject, entry.Name, entry.Action, entry.What, entry.Patients));
        Assert.Equal(["P10", "P2", "Ñandú 1"], reader.PatientsOf(id));
        Assert.Equal(["P10", "P2"], reader.PatientsOf(id, 2));
    }

    /// <summary>The database keeps such a text only up to its first letter, and the chain would seem broken for years.</summary>
    [Theory]
    [InlineData('\0')]
    [InlineData('\ud83d')]
    public void A_text_that_the_database_keeps_otherwise_breaks_no_chain(char letter)
    {
        var text = letter + new string('a', 600);

        _ = _audit.Store.Write(new AuditEntry { Issuer = text, Subject = text, Name = text, Action = "view", What = text, Reason = text }, [text]);

        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
        Assert.Equal(601, new AuditReader(_audit.Files).Read(new AuditQuestion(), 0, 1).Entries[0].What.Length);
    }

    [Fact]
    public void Who_saw_a_patient_what_a_person_did_and_when_are_one_question_each()
    {
        _ = _audit.Store.Write(new AuditEntry { Issuer = "https://other.example", Subject = "ben", Name = "Ben", Action = "export", What = "/audit.csv" }, ["P1"]);

        Assert.Equal([7, 6, 4, 2], Ids(new AuditQuestion { Patient = "P1" }));
        Assert.Equal([6, 4, 2], Ids(new AuditQuestion { Patient = "P1", Person = "ada EXAMPLE" }));
        Assert.Equal([7], Ids(new AuditQuestion { Person = "ben" }));
        Assert.Equal([7], Ids(new AuditQuestion { Action = "export" }));
        Assert.Equal([7], Ids(new AuditQuestion { Own = ("https://other.example", "ben") }));
        Assert.Empty(Ids(new AuditQuestion { Own = ("https://provider.example", "ben") }));
        Assert.Equal([3, 2], Ids(new AuditQuestion { From = At("2025-03-12T08:00Z"), Until = At("2025-03-14T08:00Z") }));
        var (page, count) = new AuditReader(_audit.Files).Read(new AuditQuestion(), 5, 50);
        Assert.Equal([2, 1], page.Select(entry => entry.Id));
        Assert.Equal(7, count);
    }

    [Fact]
    public void The_same_patients_shown_again_are_kept_once_and_known_for_each_entry_as_long_as_it_stays()
    {
        _ = _audit.Write("/a", "P7", "P8");
        _ = _audit.Write("/b", "P8", "P7");
        _ = _audit.Write("/c", "P8");
        var reader = new AuditReader(_audit.Files);
        Assert.Equal([9, 8, 7], Ids(new AuditQuestion { Patient = "P8" }));
        Assert.Equal([8, 7], Ids(new AuditQuestion { Patient = "P7" }));
        Assert.Equal(["P7", "P8"], reader.PatientsOf(8));
        using (var connection = _audit.Files.Open(SqliteOpenMode.ReadOnly))
            Assert.Equal(0, connection.ExecuteScalar<long>("select count(*) from entry_patients where entry = 8"));

        _audit.Clock.Now = "2025-04-01T08:00Z";
        _ = _audit.Write("/d", "P7", "P8");
        Assert.Equal(9, _audit.Store.Forget(At("2025-04-01T00:00Z")));
        Assert.Equal([10], Ids(new AuditQuestion { Patient = "P7" }));
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
        _ = _audit.Write("/e", "P7", "P8");
        Assert.Equal(["P7", "P8"], reader.PatientsOf(11));
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
    }

    [Theory]
    [InlineData("update entries set what = '/' where id = 3")]
    [InlineData("delete from entries where id = 3")]
    [InlineData("insert or replace into entries select 3, at, issuer, subject, name, session, reach, action, '/', reason, rows, sha256, patients, patients_as, mac from entries where id = 3")]
    [InlineData("update entry_patients set patient_id = 'P9'")]
    [InlineData("delete from entry_patients")]
    [InlineData("insert into entry_patients values (1, 'P9')")]
    public void The_database_itself_refuses_to_change_what_is_written(string sql)
    {
        var refused = Assert.Throws<SqliteException>(() => _audit.Execute(sql, pastTriggers: false));

        Assert.Contains("The audit", refused.Message, StringComparison.Ordinal);
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
    }

    [Fact]
    public void What_is_taken_away_under_it_is_not_made_again_and_goes_on_when_it_is_back()
    {
        var aside = _audit.Files.Database + ".aside";
        File.Move(_audit.Files.Database, aside);
        Assert.Throws<AuditUnavailableException>(() => _audit.Write("/"));
        Assert.False(File.Exists(_audit.Files.Database));

        File.Move(aside, _audit.Files.Database);
        Assert.Equal(7, _audit.Write("/"));
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
    }

    [Fact]
    public void Another_audit_in_its_place_is_not_written_to()
    {
        using var other = new AuditWriting();
        _ = other.Write("/");
        other.Store.Dispose();
        using (var connection = _audit.Files.Open(SqliteOpenMode.ReadWrite))
            connection.Execute("pragma wal_checkpoint(truncate)");
        File.Copy(other.Files.Database, _audit.Files.Database, overwrite: true);

        var refused = Assert.Throws<AuditUnavailableException>(() => _audit.Write("/"));
        Assert.DoesNotContain("Ada", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_at_once_are_one_chain()
    {
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => _audit.Write($"/{i}", $"P{i}"));

        Assert.Equal(206, _audit.Store.End().Id);
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
    }

    [Fact]
    public void Its_files_are_its_own_users_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in new[] { "audit.db", "audit.key" })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_audit.State, file)));
    }

    [Theory]
    [InlineData("/gold/patient_summary", "/gold/patient_summary")]
    [InlineData("/gold/patient_summary?department=Cardiology&sort=-total_cost&page=2", "/gold/patient_summary?department=Cardiology&sort=-total_cost&page=2")]
    [InlineData("/gold/patient_summary?q=Smith&page=2", "/gold/patient_summary?q=…&page=2")]
    [InlineData("/gold/patient_summary?Q=Smith", "/gold/patient_summary?Q=…")]
    [InlineData("/gold/patient_summary?where=patient_name~Smith&where=total_visits%3E%3D2", "/gold/patient_summary?where=patient_name…&where=total_visits>=2")]
    public void What_was_typed_to_search_by_is_not_kept(string address, string kept) => Assert.Equal(kept, AuditAddress.Of(address));

    public void Dispose() => _audit.Dispose();

    private long[] Ids(AuditQuestion question)
    {
        var reader = new AuditReader(_audit.Files);
        var ids = reader.Read(question, 0, 100).Entries.Select(entry => entry.Id).ToArray();
        Assert.Equal(ids, reader.Stream(question).Select(entry => entry.Id));
        return ids;
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}
