using System.Runtime.Versioning;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

public sealed class FileWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Link => Path.Combine(_folder.Path, "visits.csv");

    public void Dispose() => _folder.Dispose();

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

    [Fact]
    public void What_a_link_leads_to_is_looked_at_and_not_the_link()
    {
        var file = Written("march.csv", "visit_id");
        File.CreateSymbolicLink(Link, file);
        var before = FileWatch.Stamps(_folder.Path);
        Assert.Equal(before, FileWatch.Stamps(_folder.Path));

        File.AppendAllText(file, "\nV1");

        Assert.NotEqual(before, FileWatch.Stamps(_folder.Path));
    }

    [Fact]
    public void A_link_that_leads_elsewhere_is_a_change_though_the_files_look_alike()
    {
        var (march, april) = (Written("march.csv", "visit_id"), Written("april.csv", "visit_ID"));
        File.CreateSymbolicLink(Link, march);
        var before = FileWatch.Stamps(_folder.Path);
        File.Delete(Link);
        File.CreateSymbolicLink(Link, april);

        Assert.NotEqual(before, FileWatch.Stamps(_folder.Path));
    }

    [Fact]
    public void A_folder_of_a_link_that_leads_elsewhere_is_a_change()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "1"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "2"));
        Written("1/visits.csv", "visit_id");
        Written("2/visits.csv", "visit_id,patient_id");
        var now = Path.Combine(_folder.Path, "now");
        Directory.CreateSymbolicLink(now, Path.Combine(_folder.Path, "1"));
        File.CreateSymbolicLink(Link, Path.Combine(now, "visits.csv"));
        var before = FileWatch.Stamps(_folder.Path);
        Directory.Delete(now);
        Directory.CreateSymbolicLink(now, Path.Combine(_folder.Path, "2"));

        Assert.NotEqual(before, FileWatch.Stamps(_folder.Path));
    }

    [Theory]
    [InlineData("nowhere.csv")]
    [InlineData("visits.csv")]
    public void A_link_that_leads_nowhere_or_in_circles_is_no_fault_of_the_watching(string target)
    {
        var before = FileWatch.Stamps(_folder.Path);
        File.CreateSymbolicLink(Link, Path.Combine(_folder.Path, target));

        Assert.Equal(FileWatch.Stamps(_folder.Path), FileWatch.Stamps(_folder.Path));
        File.Delete(Link);
        Assert.Equal(before, FileWatch.Stamps(_folder.Path));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Rights_that_are_given_are_a_change()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such rights.");
        Written("visits.csv", "visit_id");
        File.SetUnixFileMode(Link, UnixFileMode.None);
        var before = FileWatch.Stamps(_folder.Path);

        File.SetUnixFileMode(Link, UnixFileMode.UserRead);

        Assert.NotEqual(before, FileWatch.Stamps(_folder.Path));
    }

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        File.SetLastWriteTimeUtc(path, new DateTime(2025, 3, 3, 6, 0, 0, DateTimeKind.Utc));
        return path;
    }
}
