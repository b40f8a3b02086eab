using System.Globalization;
using HealthDashboard.Lake;
using HealthDashboard.Lake.Delta;
using HealthDashboard.Lake.Parquet;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Tests.Support.Lake;

/// <summary>One Delta table of ours with a few rows: a city, which divides it, a person, an amount in cents and a day.</summary>
internal sealed class SmallTable(string folder, bool isDivided = true)
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly LakeTable _table = new("small", "", [new("person") { NamesPeople = true }, new("cost", LakeType.Amount), new("day", LakeType.Date), new("share", LakeType.Ratio), new("city")])
    {
        PartitionBy = isDivided ? "city" : null,
    };

    public string Folder => folder;

    public DeltaTable Delta => new(folder, _table, TimeProvider.System, _ => true);

    public static LakeRun Run(int number) => new(string.Create(CultureInfo.InvariantCulture, $"{number:D4}-20250303T120000Z"), Noon.AddMinutes(number));

    /// <summary>Writes files of rows, without a commit.</summary>
    /// <param name="rows">Values of SQL: person, cents, day, share, city.</param>
    public List<AddedFile> Files(params string[] rows)
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        var table = _table with { From = $"(select column1 as person, column2 as cost, column3 as day, column4 as share, column5 as city from (values {string.Join(", ", rows)}))" };
        var gathered = GatheredRows.Read(memory, new LakeReading([table]), names: true);
        return [.. gathered.Select(each => DataFile.Write(folder, table, each.Rows, each.Value))];
    }

    /// <summary>Overwrites the table with one row a city.</summary>
    public (long Version, IReadOnlyList<string> Dropped) Write(int run, params string[] cities) =>
        Delta.Overwrite(Run(run), Files([.. cities.Select(city => $"('Ada', {run * 100}, '2025-03-03', 0.5, '{city}')")]));
}
