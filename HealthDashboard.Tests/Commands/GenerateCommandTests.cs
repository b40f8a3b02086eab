using System.Security.Cryptography;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

public sealed class GenerateCommandTests : IDisposable
{
    private static readonly string[] Files = ["doctors.csv", "patients.csv", "treatments.csv", "visits.csv"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_committed_data_is_what_generate_writes_byte_for_byte()
    {
        var run = await ProgramRun.OfAsync("generate", "--out", _folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Equal(Hashes(Path.Combine(Places.Repository, "data")), Hashes(_folder.Path));
    }

    [Fact]
    public async Task The_same_arguments_give_the_same_bytes_and_another_seed_gives_others()
    {
        var (one, two, other) = (Folder("one"), Folder("two"), Folder("other"));
        await ProgramRun.OfAsync("generate", "--out", one, "--scale", "2", "--seed", "7", "--dirty", "0.1");
        await ProgramRun.OfAsync("generate", "--out", two, "--scale", "2", "--seed", "7", "--dirty", "0.1");
        await ProgramRun.OfAsync("generate", "--out", other, "--scale", "2", "--seed", "8", "--dirty", "0.1");

        Assert.Equal(Hashes(one), Hashes(two));
        Assert.Empty(Hashes(one).Values.Intersect(Hashes(other).Values));
    }

    [Fact]
    public async Task It_says_what_it_wrote_files_and_rows_also_where_faults_double_some()
    {
        var clean = await ProgramRun.OfAsync("generate", "--out", Folder("clean"), "--scale", "2");
        var dirty = await ProgramRun.OfAsync("generate", "--out", Folder("dirty"), "--dirty", "0.5");

        Assert.Equal(
            new[] { ("patients.csv", "1,200"), ("doctors.csv", "120"), ("visits.csv", "3,000"), ("treatments.csv", "4,000") }.Select(each => $"{Path.Combine(Folder("clean"), each.Item1)}: {each.Item2} rows"),
            clean.Output.ReplaceLineEndings("\n").Trim().Split('\n'));
        var told = int.Parse(dirty.Output.Split("patients.csv: ")[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(await RecordsAsync(Path.Combine(Folder("dirty"), "patients.csv")), told);
        Assert.NotEqual(600, told);
    }

    [Theory]
    [InlineData("visits.csv")]
    [InlineData("Patients.CSV")]
    public async Task What_is_there_is_not_overwritten_unless_one_says_so(string file)
    {
        var there = Path.Combine(_folder.Path, file);
        await File.WriteAllTextAsync(there, "mine", TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("generate", "--out", _folder.Path);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches($"{file}.*--force", run.Errors);
        Assert.Equal(("mine", 1), (await File.ReadAllTextAsync(there, TestContext.Current.CancellationToken), Directory.GetFiles(_folder.Path).Length));
        Assert.Equal(0, (await ProgramRun.OfAsync("generate", "--out", _folder.Path, "--force")).ExitCode);
        Assert.Equal(1501, (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "visits.csv"), TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("--scale", "0", "--scale")]
    [InlineData("--scale", "many", "--scale")]
    [InlineData("--dirty", "1.5", "--dirty")]
    [InlineData("--dirty", "NaN", "--dirty")]
    [InlineData("--seed", "-1", "--seed")]
    [InlineData("--colour", "red", "--colour")]
    public async Task A_bad_argument_is_told_and_nothing_is_written(string option, string value, string told)
    {
        var run = await ProgramRun.OfAsync("generate", "--out", Folder("none"), option, value);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder("none")));
    }

    [Fact]
    public async Task Without_a_folder_generate_says_what_is_missing()
    {
        var run = await ProgramRun.OfAsync("generate");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("--out", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_a_sentence()
    {
        var file = Folder("file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("generate", "--out", file);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Of a file whose faults leave its quotes and lines whole.</summary>
    private static async Task<int> RecordsAsync(string file) => CsvRows.Parse(await File.ReadAllBytesAsync(file)).Records.Count;

    private string Folder(string name) => Path.Combine(_folder.Path, name);

    private static SortedDictionary<string, string> Hashes(string folder) =>
        new(Files.ToDictionary(file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))))));
}
