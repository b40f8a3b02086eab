using System.CommandLine;
using System.Globalization;
using HealthDashboard.Access;
using HealthDashboard.Access.Accounts;
using HealthDashboard.Access.Audit;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Pages.SignIn;
using HealthDashboard.Query;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Commands;

/// <summary><c>accounts</c>: makes the first account, and is the way back in. It works while a server runs, and holds there at the next request.</summary>
public static class AccountsCommand
{
    private const string All = "all";

    /// <summary>Whoever forgets it makes an account that no server knows.</summary>
    private const string WithSettings = " Behind it stand settings as the server has them: --State:Path FOLDER, where accounts are kept.";

    /// <summary>In the audit, in the place of who signs people in.</summary>
    private const string CommandLine = "command-line";

    public static Command Create()
    {
        return new Command("accounts", "Looks after the accounts of Auth:Mode=Accounts." + WithSettings)
        {
            Add(),
            List(),
            Of("disable", "Keeps somebody out, and ends what they have open.", Disable),
            Of("enable", "Lets somebody in again, also after wrong passwords.", Enable),
            Of("reset", "Gives a new one-time password; takes a second factor and passkeys off.", Reset),
        };
    }

    private static Command Add()
    {
        var name = Name();
        var role = new Option<string>("--role") { Description = "viewer, analyst or admin.", Required = true };
        var departments = new Option<string[]>("--departments")
        {
            Description = "Names of departments as the files spell them, or all; admins have all unless told otherwise.",
            AllowMultipleArgumentsPerToken = true,
        };
        var names = new Option<bool>("--names") { Description = "May reveal names of patients, for a reason and a while." };
        return Acting(new Command("add", "Makes an account, and prints the password for the first sign-in, once.") { name, role, departments, names }, departments, (parsed, accounts, services) =>
        {
            var known = Enum.GetNames<Role>().FirstOrDefault(each => each.Equals(parsed.GetRequiredValue(role), StringComparison.OrdinalIgnoreCase))
                ?? throw new FormatException($"--role is “{parsed.GetRequiredValue(role)}”. Expected viewer, analyst or admin.");
            var given = Departments(parsed, departments);
            if (given.Count == 0 && known != nameof(Role.Admin))
                throw new FormatException("--departments is missing. Expected names of departments, or all.");
            var isAll = given.Count == 0 || given is [All];
            var (account, password) = accounts.Add(parsed.GetRequiredValue(name), Reach.Of([new Grant(Enum.Parse<Role>(known), isAll ? null : given)], parsed.GetValue(names)));
            foreach (var unknown in isAll ? [] : Unknown(given, services))
                Console.Error.WriteLine($"No file knows a department “{unknown}” yet; until one does, this opens nothing.");
            Console.WriteLine($"“{account.Name}” sees {ReachText.Of(account.Reach)}.");
            Say(account.Name, password);
            return account;
        });
    }

    private static Command List() => Acting(new Command("list", "Lists all accounts."), null, (_, accounts, _) =>
    {
        foreach (var account in accounts.All())
        {
            var seen = account.SignedInAt is { } at ? DateTimeOffset.FromUnixTimeSeconds(at).UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "never";
            Console.WriteLine($"{account.Name}\t{(account.IsEnabled ? "enabled" : "disabled")}\t{account.ReachText}\tsigned in {seen}");
        }

        return null;
    });

    private static Command Of(string verb, string description, Action<AccountStore, LocalAccount> act)
    {
        var name = Name();
        return Acting(new Command(verb, description) { name }, null, (parsed, accounts, _) =>
        {
            var account = accounts.Find(parsed.GetRequiredValue(name)) ?? throw new FormatException($"There is no account “{parsed.GetRequiredValue(name)}”. See accounts list.");
            act(accounts, account);
            return account;
        });
    }

    private static void Disable(AccountStore accounts, LocalAccount account)
    {
        accounts.Disable(account.Id);
        Console.WriteLine($"“{account.Name}” is disabled.");
    }

    private static void Enable(AccountStore accounts, LocalAccount account)
    {
        accounts.Enable(account.Id);
        Console.WriteLine($"“{account.Name}” is enabled.");
    }

    private static void Reset(AccountStore accounts, LocalAccount account) => Say(account.Name, accounts.Reset(account.Id));

    private static void Say(string name, string password)
    {
        Console.WriteLine($"One-time password of “{name}”: {password}");
        Console.WriteLine($"It is shown this once, holds for {AccountStore.OneTimeLasts.Days} days, and is changed at the first sign-in.");
    }

    private static Argument<string> Name() => new("name") { Description = "What the person types to sign in." };

    /// <param name="many">An option that takes as many words as there are, those of settings behind it too.</param>
    /// <param name="act">Answers which account it changed; null for none.</param>
    private static Command Acting(Command command, Option<string[]>? many, Func<ParseResult, AccountStore, IServiceProvider, LocalAccount?> act)
    {
        command.Description += WithSettings;
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, _) => SettingsTokens.Use(parsed, async tokens =>
        {
            await using var services = Prepared([.. tokens]);
            try
            {
                if (act(parsed, services.GetRequiredService<AccountStore>(), services) is { } changed)
                    WriteDown(services, command.Name, changed);
                return SettingsTokens.Done;
            }
            catch (AccountRefusedException refused)
            {
                return await SettingsTokens.RefuseAsync(refused.Message);
            }
        }, many is null ? [] : (parsed.GetValue(many) ?? []).SkipWhile(IsDepartment)));
        return command;
    }

    /// <summary>
    /// Into the server's audit, by the user of the machine, whatever the mode is set to here. This is the way back in, so it is not held up by an audit that
    /// cannot be written.
    /// </summary>
    private static void WriteDown(IServiceProvider services, string verb, LocalAccount account)
    {
        try
        {
            using var audit = new AuditStore(services.GetRequiredService<AuditFiles>(), services.GetRequiredService<TimeProvider>());
            _ = audit.Write(
                new AuditEntry
                {
                    Issuer = CommandLine,
                    Subject = $"{Environment.UserName}@{Environment.MachineName}",
                    Name = $"{Environment.UserName}, on the command line",
                    Action = AuditAction.Change.Name(),
                    What = $"accounts {verb}",
                    Reason = account.ToString(),
                },
                []);
        }
        catch (AuditUnavailableException unavailable)
        {
            Console.Error.WriteLine($"It is done, and stands in no audit: {unavailable.Message}");
        }
    }

    private static ServiceProvider Prepared(string[] settings)
    {
        var builder = Server.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        OwnFiles.KeepPrivate(Settings.From(builder.Configuration));
        var services = builder.Services.AddSingleton<StateDatabase>().AddSingleton<SessionStore>().AddSingleton<AccountStore>().BuildServiceProvider();
        services.GetRequiredService<StateDatabase>().Prepare();
        services.GetRequiredService<AccountStore>().Prepare();
        return services;
    }

    private static List<string> Departments(ParseResult parsed, Option<string[]> option) => [.. (parsed.GetValue(option) ?? []).TakeWhile(IsDepartment)];

    private static bool IsDepartment(string word) => !word.StartsWith("--", StringComparison.Ordinal);

    private static IEnumerable<string> Unknown(IReadOnlyList<string> departments, IServiceProvider services) =>
        services.GetRequiredService<SnapshotStore>().Readable is { } snapshot ? departments.Except(FilterChoices.Of(snapshot, Reach.Everything).Departments) : [];
}
