using Dapper;
using HealthDashboard.Access;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Annotations;

/// <summary>
/// Keeps targets and notes in a database of their own, so that neither runs nor restores touch them. It is made when something
/// is first written. What is written is the writer's business: nothing of it is logged.
/// </summary>
public sealed partial class AnnotationStore(AnnotationOptions options, TimeProvider clock, ILogger<AnnotationStore> log)
{
    /// <summary>The hospital is written as an empty department, so that it too has one target a measure.</summary>
    private const string Schema = """
        create table if not exists targets (
            id integer primary key,
            department text not null,
            measure text not null,
            from_value text,
            to_value text,
            created_at text not null,
            unique (department, measure)
        ) strict;
        create table if not exists notes (
            id integer primary key,
            week text not null,
            department text not null,
            text text not null,
            created_at text not null
        ) strict;
        """;

    private string Now => clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What somebody may read: of their departments, and of the hospital where these are all of it.</summary>
    public TargetsAndNotes Read(Reach reach)
    {
        var written = Read();
        return reach.IsAll ? written : written with
        {
            Targets = [.. written.Targets.Where(target => target.Department is { } department && reach.Covers(department))],
            Notes = [.. written.Notes.Where(note => note.Department is { } department && reach.Covers(department))],
        };
    }

    private TargetsAndNotes Read()
    {
        if (!File.Exists(options.Path))
            return TargetsAndNotes.None;
        try
        {
            using var connection = Open(SqliteOpenMode.ReadOnly);
            return new TargetsAndNotes(
                connection.Query<Target>("select id, nullif(department, '') as department, measure, from_value, to_value, created_at from targets order by department, id").AsList(),
                connection.Query<Note>("select id, week, nullif(department, '') as department, text, created_at from notes order by week desc, id desc").AsList());
        }
        catch (SqliteException fault)
        {
            LogUnreadable(fault.SqliteErrorCode);
            return TargetsAndNotes.None with { IsUnreadable = true };
        }
    }

    /// <summary>In place of an earlier target for the same.</summary>
    public void Set(Target target) => Write(
        "insert or replace into targets (department, measure, from_value, to_value, created_at) values (@Department, @Measure, @FromValue, @ToValue, @Now)",
        new { Department = target.Department ?? "", target.Measure, FromValue = Exact(target.FromValue), ToValue = Exact(target.ToValue), Now });

    public void Pin(Note note) => Write(
        "insert into notes (week, department, text, created_at) values (@Week, @Department, @Text, @Now)",
        new { note.Week, Department = note.Department ?? "", note.Text, Now });

    /// <param name="writable">What is of other departments is left alone, as what is not there.</param>
    public void DeleteTarget(long id, Reach writable) => Delete("targets", id, writable);

    /// <inheritdoc cref="DeleteTarget"/>
    public void DeleteNote(long id, Reach writable) => Delete("notes", id, writable);

    private void Delete(string table, long id, Reach writable)
    {
        using var connection = OpenToWrite();
        if (connection.QuerySingleOrDefault<string>($"select department from {table} where id = @id", new { id }) is { } department
            && writable.CoversOrIsAll(department.Length == 0 ? null : department))
            connection.Execute($"delete from {table} where id = @id", new { id });
    }

    private void Write(string sql, object values)
    {
        using var connection = OpenToWrite();
        connection.Execute(sql, values);
    }

    private SqliteConnection OpenToWrite()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        connection.Execute(Schema);
        return connection;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.Path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static string? Exact(decimal? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "Targets and notes cannot be read (SQLite error {Code})")]
    private partial void LogUnreadable(int code);
}
