using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Endpoints.SignIn;

/// <summary>What keeps a server from letting people in keeps it from starting.</summary>
public sealed class SignInStartTests : IDisposable
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

    public void Dispose() => _folder.Dispose();
}
