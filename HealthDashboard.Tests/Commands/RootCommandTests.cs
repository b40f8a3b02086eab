using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

public sealed class RootCommandTests
{
    [Fact]
    public async Task Help_names_the_commands()
    {
        var run = await ProgramRun.OfAsync("--help");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.All(["pipeline", "generate", "export", "--version"], word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_the_one_of_the_build()
    {
        var run = await ProgramRun.OfAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\s*$", run.Output);
        Assert.StartsWith(typeof(Settings).Assembly.GetName().Version!.ToString(3), run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--frobnicate")]
    [InlineData("pipelin")]
    public async Task An_unknown_word_ends_with_2_and_a_sentence(string word)
    {
        var run = await ProgramRun.OfAsync(word);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Matches($"“{word}” is .+ See --help\\.", run.Errors);
    }
}
