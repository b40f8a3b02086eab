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

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder("none")));
    }

    [Fact]
    public async Task Without_a_folder_generate_says_what_is_missing()
    {
        var run = await ProgramRun.OfAsync("generate");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--out", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_in_a_sentence()
    {
        var file = Folder("file");
        await File.WriteAllTextAsync(file, "in the way", TestContext.Current.CancellationToken);

        var run = await ProgramRun.OfAsync("generate", "--out", file);

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Folder(string name) => Path.Combine(_folder.Path, name);

    private static SortedDictionary<string, string> Hashes(string folder) =>
        new(Files.ToDictionary(file => file, file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))))));
}
