using System.Net;
using Dapper;
using HealthDashboard.Access.Sessions;

namespace HealthDashboard.Access.Accounts;

/// <summary>
/// Whether somebody is who they say. After five wrong tries in a row, at passwords and codes together, an account waits. What is wrong is
/// never told, and takes as long whatever it is: a hash is compared and a row is written for names that nobody has too.
/// </summary>
public sealed class PasswordCheck(StateDatabase database, AccountStore accounts, SecondFactors factors, SignInLimit limit, TimeProvider clock)
{
    public const int MostWrong = 5;
    public static readonly TimeSpan Wait = TimeSpan.FromMinutes(15);

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The account that a name and a password open; null where they open none.</summary>
    /// <exception cref="TooManyTriesException">There were too many wrong ones from that address.</exception>
    public Task<LocalAccount?> OpenAsync(string name, string password, IPAddress? address, CancellationToken cancellation) => limit.TryAsync(address, () =>
    {
        var account = accounts.Find(name);
        var mayTry = Count(account);
        var isRight = Passwords.Matches(account?.PasswordHash, password) && mayTry && !(account!.OneTimeUntil <= Now);
        if (!isRight)
            return null;
        GiveBack(account!);
        return account;
    }, cancellation);

    /// <summary>The same account, where the code is one of its second factor; null where it is not.</summary>
    /// <exception cref="TooManyTriesException">There were too many wrong ones from that address.</exception>
    public Task<LocalAccount?> PassAsync(LocalAccount account, string code, IPAddress? address, CancellationToken cancellation) => limit.TryAsync(address, () =>
    {
        if (!Count(account) || !factors.Use(account, code))
            return null;
        GiveBack(account);
        return account;
    }, cancellation);

    /// <summary>
    /// Counts a try before it is looked at, so that many at once are not more than many in a row. What was right is given back, and no
    /// more than that: who knows the password must not guess codes for ever.
    /// </summary>
    private bool Count(LocalAccount? account) => database.Ask(connection =>
    {
        var isOpen = account is not null && connection.Execute(
            """
            update accounts set
                failures = case when locked_until is null then failures + 1 else 1 end,
                locked_until = case when locked_until is null and failures + 1 >= @MostWrong then @Until end
            where id = @Id and is_enabled = 1 and (locked_until is null or locked_until <= @Now)
            """,
            new { account.Id, Now, MostWrong, Until = Now + (long)Wait.TotalSeconds }) == 1;
        if (!isOpen)
            connection.Execute("update account_misses set tries = tries + 1");
        return isOpen;
    });

    private void GiveBack(LocalAccount account) => database.Ask(connection => connection.Execute(
        "update accounts set failures = max(failures - 1, 0), locked_until = null where id = @Id", new { account.Id }));
}
