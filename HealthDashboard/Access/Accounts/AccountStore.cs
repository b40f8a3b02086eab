using System.Security.Cryptography;
using Dapper;
using HealthDashboard.Access.Sessions;
using HealthDashboard.Access.Tokens;

namespace HealthDashboard.Access.Accounts;

/// <summary>
/// Keeps accounts beside the sessions, in the same database, so that a command works while a server runs. Whatever takes something from a
/// person ends their sessions with it.
/// </summary>
public sealed class AccountStore(StateDatabase database, SessionStore sessions, TimeProvider clock)
{
    /// <summary>Who signs in whoever has an account here.</summary>
    public const string Issuer = "accounts";

    /// <summary>How long a password that was given out waits for its owner.</summary>
    public static readonly TimeSpan OneTimeLasts = TimeSpan.FromDays(7);

    private const string Schema = """
        create table if not exists accounts (
            id integer primary key autoincrement,
            name text not null,
            name_key text not null unique,
            reach_text text not null,
            password_hash text not null,
            one_time_until integer,
            stamp text not null,
            is_enabled integer not null default 1 check (is_enabled in (0, 1)),
            failures integer not null default 0,
            locked_until integer,
            totp_key blob,
            totp_step integer,
            signed_in_at integer
        ) strict;
        create table if not exists account_recovery_codes (
            hash blob primary key,
            account_id integer not null references accounts (id) on delete cascade
        ) strict;
        create table if not exists account_passkeys (
            credential_id blob primary key,
            account_id integer not null references accounts (id) on delete cascade,
            name text not null,
            public_key blob not null,
            sign_count integer not null,
            transports text not null,
            is_backup_eligible integer not null,
            is_backed_up integer not null,
            created_at integer not null,
            used_at integer
        ) strict;
        create table if not exists account_misses (
            id integer primary key check (id = 1),
            tries integer not null
        ) strict;
        insert or ignore into account_misses (id, tries) values (1, 0);
        """;

    private const string Known = """
        select id, name, reach_text, password_hash, one_time_until, stamp, is_enabled, locked_until, totp_key, signed_in_at,
            (select count(*) from account_passkeys where account_id = accounts.id) as passkeys,
            (select count(*) from account_recovery_codes where account_id = accounts.id) as recovery_codes
        from accounts
        """;

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public void Prepare() => database.Ask(connection => connection.Execute(Schema));

    public LocalAccount? Find(string name) => One("where name_key = @Key", new { Key = AccountName.Key(name) });

    public LocalAccount? Find(long id) => One("where id = @id", new { id });

    /// <summary>By name.</summary>
    public IReadOnlyList<LocalAccount> All() => database.Ask(connection => connection.Query<LocalAccount>($"{Known} order by name_key").AsList());

    /// <summary>Whether somebody can do all that there is to do here.</summary>
    public bool HasAdmin => All().Any(IsAdmin);

    /// <returns>The password to give to the person, which is kept nowhere.</returns>
    /// <exception cref="AccountRefusedException">The name is taken, or none.</exception>
    public (LocalAccount Account, string OneTime) Add(string name, Reach reach)
    {
        var (shown, password) = (AccountName.Parse(name), Passwords.OneTime());
        var isNew = database.Ask(connection => connection.Execute(
            "insert or ignore into accounts (name, name_key, reach_text, password_hash, one_time_until, stamp) values (@shown, @Key, @Reach, @Hash, @Until, @Stamp)",
            new { shown, Key = AccountName.Key(shown), Reach = Some(reach).ToString(), Hash = Passwords.Hash(password), Until = Now + (long)OneTimeLasts.TotalSeconds, Stamp = NewStamp() }) == 1);
        return isNew ? (Find(shown)!, password) : throw new AccountRefusedException($"There is an account “{Find(shown)?.Name}” already. Expected another name.");
    }

    /// <exception cref="AccountRefusedException">There is none, or nobody would be left to look after the others.</exception>
    public void SetReach(long id, Reach reach) => Take(id, "update accounts set reach_text = @Reach, stamp = @Stamp where id = @Id", new { Reach = Some(reach).ToString() }, leavesAdmin: reach.IsAdminOfAll);

    /// <exception cref="AccountRefusedException">There is none, or nobody would be left to look after the others.</exception>
    public void Disable(long id) => Take(id, "update accounts set is_enabled = 0, stamp = @Stamp where id = @Id", new { }, leavesAdmin: false);

    /// <summary>Lets somebody in again who was disabled, or who waits after wrong passwords.</summary>
    /// <exception cref="AccountRefusedException">There is none.</exception>
    public void Enable(long id) => Take(id, "update accounts set is_enabled = 1, failures = 0, locked_until = null, stamp = @Stamp where id = @Id", new { }, leavesAdmin: true);

    /// <exception cref="AccountRefusedException">There is none, or nobody would be left to look after the others.</exception>
    public void Remove(long id) => Take(id, "delete from accounts where id = @Id", new { }, leavesAdmin: false);

    /// <summary>A new password to give to the person; a second factor and passkeys are taken off, since they may be lost too.</summary>
    /// <exception cref="AccountRefusedException">There is none.</exception>
    public string Reset(long id)
    {
        var password = Passwords.OneTime();
        Take(id, """
            update accounts set password_hash = @Hash, one_time_until = @Until, totp_key = null, totp_step = null, failures = 0, locked_until = null, stamp = @Stamp where id = @Id;
            delete from account_recovery_codes where account_id = @Id;
            delete from account_passkeys where account_id = @Id;
            """, new { Hash = Passwords.Hash(password), Until = Now + (long)OneTimeLasts.TotalSeconds }, leavesAdmin: true);
        return password;
    }

    /// <summary>The person's own choice.</summary>
    /// <param name="stamp">Of the account that it was chosen for: after another change it is not taken.</param>
    public bool SetPassword(long id, string stamp, string password)
    {
        var isSet = database.Ask(connection => connection.Execute(
            "update accounts set password_hash = @Hash, one_time_until = null, stamp = @New where id = @id and stamp = @stamp",
            new { id, stamp, Hash = Passwords.Hash(password), New = NewStamp() }) == 1);
        if (isSet)
            EndSessions(id);
        return isSet;
    }

    /// <summary>
    /// Call it when the session is there: what has taken something from the person meanwhile has ended their sessions before this one
    /// was there, or is seen here.
    /// </summary>
    /// <returns>Whether it is still the account that was asked.</returns>
    public bool SignedIn(LocalAccount account) => database.Ask(connection => connection.Execute(
        "update accounts set failures = 0, locked_until = null, signed_in_at = @Now where id = @Id and stamp = @Stamp and is_enabled = 1", new { Now, account.Id, account.Stamp }) == 1);

    /// <summary>Signs somebody out everywhere; their tokens open nothing until they have signed in again.</summary>
    public void EndSessions(long id)
    {
        var subject = new LocalAccount { Id = id }.Subject;
        database.Ask(connection =>
        {
            People.Forget(connection, Issuer, subject);
            return true;
        });
        sessions.EndAll(Issuer, subject);
    }

    private static bool IsAdmin(LocalAccount account) => account.IsEnabled && account.Reach.IsAdminOfAll;

    private static Reach Some(Reach reach) => reach.IsNothing ? throw new AccountRefusedException("An account without a role anywhere sees nothing. Expected at least one, or to disable it.") : reach;

    private static string NewStamp() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Changes an account and ends its sessions.</summary>
    /// <param name="leavesAdmin">Whether who administers all is not fewer afterwards.</param>
    private void Take(long id, string change, object values, bool leavesAdmin)
    {
        database.Ask(connection =>
        {
            // From its first moment nobody else writes, so that two admins cannot take each other's place at once.
            using var transaction = connection.BeginTransaction();
            var all = connection.Query<LocalAccount>(Known, transaction: transaction).AsList();
            var account = all.Find(each => each.Id == id) ?? throw new AccountRefusedException("There is no such account any more.");
            if (!leavesAdmin && IsAdmin(account) && !all.Exists(each => each.Id != id && IsAdmin(each)))
                throw new AccountRefusedException($"“{account.Name}” is the last administrator of all departments who can sign in; without one nobody could look after accounts. Make somebody else one first.");
            var with = new DynamicParameters(values);
            with.AddDynamicParams(new { Id = id, Stamp = NewStamp() });
            connection.Execute(change, with, transaction);
            transaction.Commit();
            return true;
        });
        EndSessions(id);
    }

    private LocalAccount? One(string where, object values) => database.Ask(connection => connection.QuerySingleOrDefault<LocalAccount>($"{Known} {where}", values));
}
