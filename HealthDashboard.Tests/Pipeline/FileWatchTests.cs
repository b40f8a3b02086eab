using HealthDashboard.Pipeline;

namespace HealthDashboard.Tests.Pipeline;

public sealed class FileWatchTests
{
    [Theory]
    [InlineData("old", "the files of the last run are not run again")]
    [InlineData("old old", "nor when looked at again")]
    [InlineData("a b c d e", "a copy that goes on at every look is not taken")]
    [InlineData("a old old", "a change that is taken back is none")]
    [InlineData("a a", "files that rest are taken", 1)]
    [InlineData("a b b", "once the copy has ended", 1)]
    [InlineData("a a a", "and asked for until a run takes them", 2)]
    public void Only_changed_files_that_look_the_same_twice_are_taken(string looks, string because, int taken = 0)
    {
        var watch = new FileWatch();
        watch.Take("old");

        Assert.True(taken == looks.Split(' ').Count(watch.Look), because);
    }

    [Fact]
    public void Files_that_change_during_a_run_are_taken_after_it()
    {
        var watch = new FileWatch();
        watch.Take("as the run began");

        Assert.False(watch.Look("after the run"));
        Assert.True(watch.Look("after the run"));
    }
}
