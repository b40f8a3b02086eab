using System.Security.Cryptography;
using System.Text;
using Dapper;
using HealthDashboard.Access.Sessions;

namespace HealthDashboard.Access.Accounts;

/// <summary>Codes that are asked for besides the password: of an authenticator app, or of the ten that were written down. Each works once.</summary>
public sealed class SecondFactors(StateDatabase database, TimeProvider clock)
{
    private const int Codes = 10;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Turns it on once a code shows that the app has the key.</summary>
    /// <returns>Codes for the day the app is lost, to write down; null where the code is wrong.</returns>
    public IReadOnlyList<string>? Set(LocalAccount account, byte[] key, string code)
    {
        if (Totp.StepOf(key, code, clock.GetUtcNow()) is not { } step)
            return null;
        database.Ask(connection => connection.Execute("update accounts set totp_key = @key, totp_step = @step where id = @Id", new { key, step, account.Id }));
        return NewCodes(account);
    }

    /// <summary>In place of those before; they are kept nowhere.</summary>
    public IReadOnlyList<string> NewCodes(LocalAccount account)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => $"{RandomNumberGenerator.GetString(Alphabet, 5)}-{RandomNumberGenerator.GetString(Alphabet, 5)}").ToList();
        database.Ask(connection =>
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute("delete from account_recovery_codes where account_id = @Id", new { account.Id }, transaction);
            connection.Execute("insert into account_recovery_codes (account_id, hash) values (@Id, @Hash)", codes.Select(code => new { account.Id, Hash = Hash(account.Id, code) }), transaction);
            transaction.Commit();
            return true;
        });
        return codes;
    }

    public void Remove(LocalAccount account) => database.Ask(connection => connection.Execute(
        "update accounts set totp_key = null, totp_step = null where id = @Id; delete from account_recovery_codes where account_id = @Id", new { account.Id }));

    /// <summary>Takes a code that works, so that it does not work again.</summary>
    public bool Use(LocalAccount account, string code)
    {
        if (account.TotpKey is { } key && Totp.StepOf(key, code, clock.GetUtcNow()) is { } step)
            return database.Ask(connection => connection.Execute(
                "update accounts set totp_step = @step where id = @Id and (totp_step is null or totp_step < @step)", new { step, account.Id })) == 1;
        return database.Ask(connection => connection.Execute(
            "delete from account_recovery_codes where hash = @Hash and account_id = @Id", new { Hash = Hash(account.Id, code), account.Id })) == 1;
    }

    /// <summary>Of 49 bits by chance, which no list holds: a slow hash would add nothing.</summary>
    private static byte[] Hash(long account, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{account} {code.Trim().ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)}"));
}
