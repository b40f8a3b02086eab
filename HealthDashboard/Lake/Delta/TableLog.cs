using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HealthDashboard.Lake.Delta;

/// <summary>The log of one table, <c>_delta_log</c>.</summary>
internal sealed partial class TableLog(string folder)
{
    /// <summary>What others did to the table while a commit was prepared is taken along, and then tried again; more often than that something is wrong.</summary>
    private const int MostTries = 200;

    private const int CheckpointEvery = 10;

    /// <summary>Quotes within quotes are most of a commit, and need no six letters each.</summary>
    private static readonly JsonSerializerOptions AsRead = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _log = Path.Combine(folder, "_delta_log");

    /// <summary>The table as it is now; null where there is none. Read from what the folder lists, since old commits go away once a checkpoint holds them.</summary>
    /// <exception cref="LakeRefusedException">It cannot be read.</exception>
    public TableState? Read() => InWords(() => Directory.Exists(_log) ? Replayed() : null);

    private TableState? Replayed()
    {
        var names = Directory.EnumerateFiles(_log).Select(path => Path.GetFileName(path)!).ToList();
        var commits = names.Where(name => Commit().IsMatch(name)).Select(VersionOf).Order().ToList();
        var checkpoint = Checkpoints(names).OrderByDescending(each => each.Version).FirstOrDefault();
        if (checkpoint is null && commits.Count == 0)
            return null;
        var state = checkpoint is null ? new TableState() : CheckpointReader.Read(checkpoint.Version, checkpoint.Parts.Select(part => Path.Combine(_log, part)));
        foreach (var version in commits.Where(version => version > state.Version))
        {
            // A listing over a network may pass over what lies there.
            while (state.Version + 1 < version && File.Exists(PathOf(state.Version + 1)))
                Apply(state, state.Version + 1);
            if (version != state.Version + 1)
                throw Unreadable($"commit {state.Version + 1} is missing before {version}");
            Apply(state, version);
        }

        return state;
    }

    /// <summary>Adds a version, however many others are added meanwhile.</summary>
    /// <param name="actions">Makes the lines of the commit for the table as it is, each time anew; throws where it must not be written.</param>
    /// <returns>The number that was committed.</returns>
    public long Commit(Func<TableState?, IEnumerable<JsonObject>> actions)
    {
        Directory.CreateDirectory(_log);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var state = Read();
            var version = (state?.Version ?? -1) + 1;
            var lines = string.Concat(actions(state).Select(action => action.ToJsonString(AsRead) + "\n"));
            if (!NewFile.Put(PathOf(version), Encoding.UTF8.GetBytes(lines)))
                continue;
            if (version > 0 && version % CheckpointEvery == 0)
                WriteCheckpoint(version);
            return version;
        }

        throw new LakeRefusedException($"The table {folder} was committed to by others {MostTries} times while one commit was tried. Expected to be nearly alone; write again when they have ended.");
    }

    /// <summary>The newest version whose commit says that a writer had come so far; null where that commit is gone or never was.</summary>
    public long? Find(string writer, WriterProgress progress) => InWords<long?>(() =>
    {
        foreach (var version in Directory.EnumerateFiles(_log).Select(path => Path.GetFileName(path)!).Where(name => Commit().IsMatch(name)).Select(VersionOf).OrderDescending())
        {
            var state = new TableState();
            Apply(state, version);
            if (state.Writers.GetValueOrDefault(writer) == progress)
                return version;
        }

        return null;
    });

    /// <summary>What the table is at its newest version, in one file, so that nobody has to read all commits.</summary>
    /// <param name="committed">What was put there last. A listing that passes over it makes no checkpoint; a later commit does.</param>
    private void WriteCheckpoint(long committed)
    {
        if (Read() is not { } state || state.Version < committed)
            return;
        var name = string.Create(CultureInfo.InvariantCulture, $"{state.Version:D20}.checkpoint.parquet");
        if (File.Exists(Path.Combine(_log, name)))
            return;
        var aside = Path.Combine(_log, $".{name}.{Guid.NewGuid():N}.tmp");
        var size = CheckpointWriter.Write(aside, state);
        File.Move(aside, Path.Combine(_log, name), overwrite: true);
        Warehouse.WholeFile.Write(Path.Combine(_log, "_last_checkpoint"), string.Create(CultureInfo.InvariantCulture, $"{{\"version\":{state.Version},\"size\":{size}}}"));
    }

    private void Apply(TableState state, long version)
    {
        foreach (var line in File.ReadLines(PathOf(version)).Where(line => line.Length > 0))
        {
            using var action = JsonDocument.Parse(line);
            state.Apply(action.RootElement);
        }

        state.Version = version;
    }

    private string PathOf(long version) => Path.Combine(_log, string.Create(CultureInfo.InvariantCulture, $"{version:D20}.json"));

    private T InWords<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or InvalidCastException or ArgumentException or FileNotFoundException
            or ParquetSharp.ParquetException)
        {
            throw Unreadable(unreadable.Message, unreadable);
        }
    }

    private LakeRefusedException Unreadable(string why, Exception? inner = null) =>
        new($"The log of the table {folder} cannot be read: {why}. Expected a Delta table that this program made; write again, and if that stays so, {LakeRefusedException.MoveAway}.", inner);

    private static long VersionOf(string name) => long.Parse(name.AsSpan(0, 20), CultureInfo.InvariantCulture);

    /// <summary>Those that are whole: in one file, or in as many parts as each of them says.</summary>
    private static IEnumerable<CheckpointFiles> Checkpoints(IEnumerable<string> names) => names
        .Select(name => (Name: name, Match: Checkpoint().Match(name))).Where(each => each.Match.Success)
        .GroupBy(each => (Version: VersionOf(each.Name), Parts: each.Match.Groups[2].Value))
        .Where(group => group.Count() == (group.Key.Parts.Length == 0 ? 1 : int.Parse(group.Key.Parts, CultureInfo.InvariantCulture)))
        .Select(group => new CheckpointFiles(group.Key.Version, [.. group.Select(each => each.Name).Order(StringComparer.Ordinal)]));

    private sealed record CheckpointFiles(long Version, IReadOnlyList<string> Parts);

    [GeneratedRegex(@"^\d{20}\.json$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^\d{20}\.checkpoint(?:\.(\d{10})\.(\d{10}))?\.parquet$")]
    private static partial Regex Checkpoint();
}
