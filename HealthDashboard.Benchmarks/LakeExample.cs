using System.Text.Json.Nodes;
using HealthDashboard.Lake;
using HealthDashboard.Pipeline;
using HealthDashboard.Sample;
using HealthDashboard.Warehouse;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthDashboard.Benchmarks;

/// <summary>
/// A lake of twelve runs to point other readers at: two are restores, one has a single treatment, most have nothing in quarantine, in one a department has no
/// visits, names of departments and countries mean something in paths and in SQL, and somebody else has added a column.
/// </summary>
public static class LakeExample
{
    private const int Runs = 12;

    public static void Write(string folder)
    {
        DapperTypes.Register();
        var aside = Directory.CreateTempSubdirectory("HealthDashboard-lake-").FullName;
        var (data, lake) = (Path.Combine(aside, "data"), Path.GetFullPath(folder));
        var store = new SnapshotStore(new WarehouseOptions { Path = Path.Combine(aside, "warehouse"), KeepSnapshots = Runs });
        var (history, options) = (new RunHistory(store), new PipelineOptions { DataPath = data, MaxShrink = 1, MaxRejectedShare = 1 });
        var pipeline = new PipelineRun(options, store, history, TimeProvider.System, NullLogger<PipelineRun>.Instance);
        var restore = new SnapshotRestore(options, store, history, TimeProvider.System, NullLogger<SnapshotRestore>.Instance);
        var published = new List<string>();
        for (var number = 1; number <= Runs; number++)
        {
            if (number is 6 or 11)
            {
                restore.Restore(published[^3]);
            }
            else
            {
                Data(data, number);
                var run = pipeline.Run(_ => { }, CancellationToken.None);
                if (run.State != RunState.Published)
                    throw new InvalidOperationException($"Run {number} was {run.State}: {run.Reason}");
                published.Add(run.RunId);
            }

            var written = new LakeWriter(store, history, TimeProvider.System).Write(new LakeOptions { Path = lake, Names = number > 3 }, _ => { });
            Console.WriteLine($"{written.Run.Id}: {string.Join(", ", written.Tables.Where(table => table.Dropped.Count > 0).Select(table => $"{table.Table} without {string.Join(", ", table.Dropped)}"))}");
            if (number == 8)
                AddColumn(Path.Combine(lake, "gold", "dim_doctors", "_delta_log"));
        }

        store.Current!.Release();
        Directory.Delete(aside, recursive: true);
    }

    private static void Data(string folder, int number)
    {
        SampleData.Write(folder, seed: (ulong)number, dirty: number % 3 == 0 ? 0.05 : 0);
        Edit("visits.csv", line => number == 5 && line.Contains(",Dermatology,", StringComparison.Ordinal) ? null
            : number >= 4 ? line.Replace(",Cardiology,", ",\"Ärzte/50% = \"\"A:1\"\" #1\",", StringComparison.Ordinal).Replace(",Psychiatry,", ",O'Neil_Ward,", StringComparison.Ordinal)
            : line);
        Edit("patients.csv", line => number >= 4 && line.StartsWith("P000", StringComparison.Ordinal) ? line.Replace(",France", ",\"Côte d'Ivoire; 50% \\ _\"", StringComparison.Ordinal) : line);
        if (number == 9)
            Edit("treatments.csv", line => line.StartsWith("treatment_id", StringComparison.Ordinal) || line.StartsWith("T00001,", StringComparison.Ordinal) ? line : null);

        void Edit(string file, Func<string, string?> edit)
        {
            var path = Path.Combine(folder, file);
            File.WriteAllLines(path, File.ReadAllLines(path).Select(edit).OfType<string>());
        }
    }

    /// <summary>As ALTER TABLE … ADD COLUMN does.</summary>
    private static void AddColumn(string log)
    {
        var commits = Directory.GetFiles(log, "*.json").Order(StringComparer.Ordinal).ToList();
        var metadata = commits.SelectMany(File.ReadLines).Select(line => JsonNode.Parse(line)!).Last(line => line["metaData"] is not null);
        metadata["metaData"]!["schemaString"] = ((string)metadata["metaData"]!["schemaString"]!).Replace("]}", """,{"name":"specialty","type":"string","nullable":true,"metadata":{}}]}""", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(log, $"{commits.Count:D20}.json"), metadata.ToJsonString() + "\n");
    }
}
