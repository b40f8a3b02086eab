using HealthDashboard.Access;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>What keeps a server from letting people in keeps it from starting.</summary>
public sealed class SignInStartTests(SignInServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Auth:Oidc:ClientSecretFile cannot be read: Could not find file", null, false)]
    [InlineData("is empty. Expected the secret of the dashboard at the provider", " \n", false)]
    [InlineData("Sessions cannot be kept in", "a secret", true)]
    public async Task It_ends_with_2_and_a_sentence(string told, string? secret, bool isStateTaken)
    {
        var (file, state) = (Path.Combine(_folder.Path, "secret"), Path.Combine(_folder.Path, "state"));
        if (secret is not null)
            await File.WriteAllTextAsync(file, secret);
        if (isStateTaken)
            await File.WriteAllTextAsync(state, "a file where a folder should be");

        var run = await ProgramRun.OfAsync([.. SignInServer.Settings(new Uri("https://provider.example"), file, state), "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse")]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, Assert.Single(run.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "warehouse", "runs")));
    }

    /// <summary>That starts all the same.</summary>
    [Fact]
    public async Task A_secret_that_everybody_may_read_and_a_department_that_no_file_knows_are_warned_of()
    {
        _ = await server.AddressAsync();
        await Patience.UntilAsync(async _ => (await server.LogAsync()).Contains("no file has such a department", StringComparison.Ordinal));
        var log = await server.LogAsync();

        Assert.Contains("Auth:Grants names Dermatology, and no file has such a department", log, StringComparison.Ordinal);
        Assert.Matches("secret holds a secret, and every user of this machine may read or write it", log);
        Assert.DoesNotContain("a secret of the tests", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(false, UnixFileMode.UserRead | UnixFileMode.GroupRead)]
    [InlineData(true, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead)]
    [InlineData(true, UnixFileMode.UserRead | UnixFileMode.OtherWrite)]
    public void A_secret_of_its_owner_or_of_a_group_is_none_of_everybodys(bool isOpen, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows gives files the rights of their folder.");
        var file = Path.Combine(_folder.Path, "secret");
        File.WriteAllText(file, "any");
#pragma warning disable CA1416 // Skipped on Windows above, which the analyzer does not see.
        File.SetUnixFileMode(file, mode);
#pragma warning restore CA1416

        Assert.Equal(isOpen, SecretFile.IsOpenToAll(file));
    }

    public void Dispose() => _folder.Dispose();
}
