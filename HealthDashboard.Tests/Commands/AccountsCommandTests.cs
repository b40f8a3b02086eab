using System.Text.RegularExpressions;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Audit;
using HealthDashboard.Commands;
using HealthDashboard.Tests.Support;
using HealthDashboard.Tests.Support.SignIn;

namespace HealthDashboard.Tests.Commands;

/// <summary>The command that makes the first account and is the way back in, and what a server says that has none.</summary>
public sealed partial class AccountsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string State => Path.Combine(_folder.Path, "state");

    [Fact]
    public async Task Accounts_are_made_listed_kept_out_and_given_another_password()
    {
        var added = await RunAsync("add", "Ada", "--role", "ADMIN");
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
        var given = Given().Match(added.Output).Groups[1].Value;
        // A word of a setting is no department, wherever it stands.
        var analyst = await RunAsync("add", "ben", "--role", "analyst", "--departments", "Cardiology", "Ear, Nose and Throat");
        Assert.Equal((0, ""), (analyst.ExitCode, analyst.Errors));
        var disabled = await RunAsync("disable", "BEN");
        Assert.Equal((0, ""), (disabled.ExitCode, disabled.Errors));
        var reset = await RunAsync("reset", "ada");

        var list = (await RunAsync("list")).Output;
        Assert.Matches("Ada\tenabled\tadmin=\\*\tsigned in never\nben\tdisabled\tanalyst=Cardiology analyst=Ear%2C%20Nose%20and%20Throat\tsigned in never\n", list.ReplaceLineEndings("\n"));
        var hash = AccountsServer.Open(State).Find("ada")!.PasswordHash;
        Assert.False(Passwords.Matches(hash, given));
        Assert.True(Passwords.Matches(hash, Given().Match(reset.Output).Groups[1].Value));
        Assert.DoesNotContain(given, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_changes_is_in_the_audit_of_a_server_that_runs_and_who_did_it()
    {
        AccountsServer.Prepare(State);
        await using var server = DashboardProcess.Start([.. AccountsServer.Settings(State), "--urls", "http://127.0.0.1:0", "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse")]);
        using var visitor = new Visitor(await server.AddressAsync());
        (await visitor.GoAsync("/")).Dispose();

        foreach (var (verb, arguments) in new[] { ("add", new[] { "ben", "--role", "viewer", "--departments", "Cardiology" }), ("disable", ["ben"]), ("enable", ["ben"]), ("reset", ["ben"]), ("list", []) })
        {
            Assert.Equal(0, (await RunAsync([verb, .. arguments])).ExitCode);
            using var refused = await AccountsServer.SendAsync(visitor, "ben", "wrong");
        }

        var written = new AuditReader(new AuditFiles(State)).Stream(new AuditQuestion { Action = "change" }).Reverse().ToList();
        Assert.Equal(["accounts add", "accounts disable", "accounts enable", "accounts reset"], written.Select(entry => entry.What));
        Assert.All(written, entry => Assert.Equal(
            ("command-line", $"{Environment.UserName}, on the command line", "account 2, ben: viewer=Cardiology"), (entry.Issuer, entry.Name, entry.Reason)));
        Assert.Equal(0, (await ProgramRun.OfAsync("audit", "verify", "--State:Path", State)).ExitCode);
        Assert.DoesNotContain("cannot be written", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_audit_it_is_done_all_the_same_and_said()
    {
        AccountsServer.Prepare(State);
        Assert.Equal(0, (await RunAsync("add", "ben", "--role", "admin")).ExitCode);
        File.Delete(Path.Combine(State, "audit.key"));

        var run = await RunAsync("disable", "ben");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("It is done, and stands in no audit: ", run.Errors, StringComparison.Ordinal);
        Assert.False(AccountsServer.Open(State).Find("ben")!.IsEnabled);
    }

    [Theory]
    [InlineData("There is no account “nobody”", "reset", "nobody")]
    [InlineData("--role is “owner”. Expected viewer, analyst or admin", "add", "ben", "--role", "owner")]
    [InlineData("--departments is missing", "add", "ben", "--role", "viewer")]
    [InlineData("--role", "add", "ben")]
    [InlineData("“--password” is neither", "add", "ben", "--role", "admin", "--password", "hush")]
    [InlineData("last administrator of all departments", "disable", "root")]
    public async Task What_cannot_be_done_is_a_sentence_and_2(string told, params string[] arguments)
    {
        AccountsServer.Prepare(State);
        var run = await RunAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, Assert.Single(run.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Single(AccountsServer.Open(State).All());
    }

    [Theory]
    [InlineData("there is no account that may look after everything", false, "http://127.0.0.1:0")]
    [InlineData("found http://0.0.0.0:0, which others reach without https", true, "http://0.0.0.0:0")]
    [InlineData("found http://dashboard.example:0, which", true, "http://localhost:5080;http://dashboard.example:0")]
    public async Task A_server_that_could_let_nobody_in_or_would_let_others_read_along_does_not_start(string told, bool hasAccount, string urls)
    {
        if (hasAccount)
            AccountsServer.Prepare(State);
        var warehouse = Path.Combine(_folder.Path, "warehouse");
        await using var server = DashboardProcess.Start([.. AccountsServer.Settings(State), "--urls", urls, "--Warehouse:Path", warehouse]);

        Assert.True(await server.EndsWithinAsync(TimeSpan.FromMinutes(1)), "It serves.");
        Assert.Equal(2, await server.EndAsync());
        Assert.Contains(told, Assert.Single(server.Output.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(warehouse, "runs")));
    }

    /// <summary>An account made in another folder than the server's is known to nobody.</summary>
    [Fact]
    public void Help_names_the_setting_that_says_where_accounts_are_kept()
    {
        var accounts = AccountsCommand.Create();

        Assert.All([accounts, .. accounts.Subcommands], command => Assert.Contains("--State:Path", command.Description, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> RunAsync(params string[] arguments) => ProgramRun.OfAsync(["accounts", .. arguments, "--State:Path", State, "--Warehouse:Path", Path.Combine(_folder.Path, "warehouse")]);

    [GeneratedRegex("One-time password of “Ada”: (\\S+)")]
    private static partial Regex Given();
}
