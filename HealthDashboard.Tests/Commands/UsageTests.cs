using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Commands;

/// <summary>Every way to ask for something wrongly: one sentence or two on standard error, nothing on standard output, and 2.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("“frobnicate” is neither", "frobnicate")]
    [InlineData("“-x” is neither", "-x")]
    [InlineData("“pipelin” is neither", "--Data:Path", "DIR", "pipelin")]
    [InlineData("“stray” is neither", "pipeline", "--Data:Path", "DIR", "stray")]
    [InlineData("“--Colour:Of” is neither", "--Colour:Of", "red")]
    [InlineData("There is no setting Data:Pth. Known are Data:Path", "pipeline", "--Data:Pth", "DIR")]
    [InlineData("There is no setting Pipeline:Wacth", "--Pipeline:Wacth", "true")]
    [InlineData("--Warehouse:Path stands without a value", "pipeline", "--Warehouse:Path")]
    [InlineData("--Warehouse:Path stands without a value", "--Warehouse:Path", "--Data:Path", "DIR")]
    [InlineData("Data:Path is “”. Expected a path", "pipeline", "--Data:Path", "")]
    [InlineData("Pipeline:Watch is “perhaps”. Expected true or false", "--Pipeline:Watch", "perhaps")]
    [InlineData("Pipeline:MaxShrink is “0,5”. Expected a share", "pipeline", "--Pipeline:MaxShrink", "0,5")]
    [InlineData("Pipeline:MaxRejectedShare is “NaN”", "pipeline", "--Pipeline:MaxRejectedShare", "NaN")]
    [InlineData("Pipeline:MaxUploadMegabytes is “0”", "--Pipeline:MaxUploadMegabytes", "0")]
    [InlineData("Warehouse:KeepSnapshots is “three”. Expected a whole number", "pipeline", "--Warehouse:KeepSnapshots", "three")]
    [InlineData("Display:Currency is “DOLLAR”. Expected three letters", "--Display:Currency", "Dollar")]
    [InlineData("Auth:Mode is “Everybody”. Expected Local or Open", "--Auth:Mode", "Everybody")]
    [InlineData("Auth:Mode is “1”. Expected Local or Open", "--Auth:Mode", "1")]
    [InlineData("Hosting:PathBase is “//elsewhere.example”. Expected a path", "--Hosting:PathBase", "//elsewhere.example")]
    [InlineData("Hosting:Proxies is “proxy.example”. Expected addresses", "--Hosting:Proxies", "proxy.example")]
    [InlineData("Logging:LogLevel:Default is “loud”", "--Logging:LogLevel:Default", "loud")]
    [InlineData("“perhaps” is neither", "pipeline", "--json=perhaps")]
    [InlineData("--out", "generate")]
    [InlineData("--out", "generate", "--out")]
    [InlineData("--out is empty. Expected a folder", "generate", "--out", "")]
    [InlineData("--scale is “abc”. Expected a whole number from 1", "generate", "--out", "DIR", "--scale", "abc")]
    [InlineData("--scale", "generate", "--out", "DIR", "--scale")]
    [InlineData("--scale", "generate", "--out", "DIR", "--scale", "1", "--scale", "2")]
    [InlineData("--scale is “99999999999”", "generate", "--out", "DIR", "--scale", "99999999999")]
    [InlineData("--seed is “one”", "generate", "--out", "DIR", "--seed", "one")]
    [InlineData("--dirty is “1,5”", "generate", "--out", "DIR", "--dirty", "1,5")]
    [InlineData("--colour", "generate", "--out", "DIR", "--colour", "red")]
    [InlineData("“more” is not an option of generate", "generate", "--out", "DIR", "more")]
    [InlineData("argument missing for command: 'export'", "export")]
    [InlineData("“second” is neither", "export", "insurance_summary", "second")]
    [InlineData("--doctor", "export", "insurance_summary", "--doctor")]
    [InlineData("--out is empty. Expected a file", "export", "insurance_summary", "--out", "")]
    [InlineData("“perhaps” is neither", "export", "insurance_summary", "--share-safe=perhaps")]
    public async Task Wrong_usage_is_told_in_words_and_ends_with_2(string told, params string[] arguments)
    {
        var run = await ProgramRun.OfAsync([.. arguments.Select(each => each == "DIR" ? Path.Combine(_folder.Path, "data") : each)]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.Trim().Split('\n'));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_name_that_starts_with_an_at_sign_is_a_name()
    {
        var run = await ProgramRun.OfAsync("export", "@insurance_summary", "--Warehouse:Path", _folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no view “@insurance_summary”", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
