using Dapper;
using HealthDashboard.Access.Sessions;
using Microsoft.AspNetCore.Identity;

namespace HealthDashboard.Access.Accounts;

/// <summary>Keeps passkeys, and is the store by which Identity's handler of passkeys finds whose one is. What Identity could keep besides is none of its business here.</summary>
public sealed class PasskeyStore(StateDatabase database, AccountStore accounts, TimeProvider clock) : IUserPasskeyStore<LocalAccount>
{
    private const string Known = "select credential_id, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at from account_passkeys";

    private long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    public IReadOnlyList<Passkey> Of(LocalAccount account) => database.Ask(connection => connection.Query<Passkey>(
        "select lower(hex(credential_id)) as id, name, created_at, used_at from account_passkeys where account_id = @Id order by created_at, rowid", new { account.Id }).AsList());

    public void Add(LocalAccount account, UserPasskeyInfo passkey, string name) => database.Ask(connection => connection.Execute(
        """
        insert into account_passkeys (credential_id, account_id, name, public_key, sign_count, transports, is_backup_eligible, is_backed_up, created_at)
        values (@CredentialId, @Id, @name, @PublicKey, @SignCount, @Transports, @IsBackupEligible, @IsBackedUp, @Now)
        """,
        new { passkey.CredentialId, account.Id, name, passkey.PublicKey, SignCount = (long)passkey.SignCount, Transports = string.Join(' ', passkey.Transports ?? []), passkey.IsBackupEligible, passkey.IsBackedUp, Now }));

    public void Remove(LocalAccount account, string passkey) => database.Ask(connection => connection.Execute(
        "delete from account_passkeys where account_id = @Id and lower(hex(credential_id)) = @passkey", new { account.Id, passkey }));

    /// <summary>It was used to sign in.</summary>
    /// <returns>Whether it is still there, and the device's own count is beyond what it was.</returns>
    public bool Used(LocalAccount account, UserPasskeyInfo passkey) => database.Ask(connection => connection.Execute(
        """
        update account_passkeys set sign_count = @SignCount, is_backed_up = @IsBackedUp, used_at = @Now
        where credential_id = @CredentialId and account_id = @Id and (sign_count < @SignCount or @SignCount = 0)
        """,
        new { passkey.CredentialId, account.Id, SignCount = (long)passkey.SignCount, passkey.IsBackedUp, Now })) == 1;

    public Task<string> GetUserIdAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Subject);

    public Task<LocalAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(long.TryParse(userId, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) ? accounts.Find(id) : null);

    public Task<LocalAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(database.Ask(connection =>
        connection.ExecuteScalar<long?>("select account_id from account_passkeys where credential_id = @credentialId", new { credentialId })) is { } id ? accounts.Find(id) : null);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(LocalAccount user, byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(database.Ask(connection =>
        connection.QuerySingleOrDefault<Row>($"{Known} where account_id = @Id and credential_id = @credentialId", new { user.Id, credentialId }))?.Info);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>(database.Ask(connection =>
        connection.Query<Row>($"{Known} where account_id = @Id", new { user.Id }).Select(row => row.Info).ToList()));

    public void Dispose()
    {
    }

    public Task<string?> GetUserNameAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(LocalAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(AccountName.Key(user.Name));

    public Task<LocalAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(accounts.Find(normalizedUserName));

    public Task AddOrUpdatePasskeyAsync(LocalAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NotHere();

    public Task RemovePasskeyAsync(LocalAccount user, byte[] credentialId, CancellationToken cancellationToken) => throw NotHere();

    public Task SetUserNameAsync(LocalAccount user, string? userName, CancellationToken cancellationToken) => throw NotHere();

    public Task SetNormalizedUserNameAsync(LocalAccount user, string? normalizedName, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> CreateAsync(LocalAccount user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> UpdateAsync(LocalAccount user, CancellationToken cancellationToken) => throw NotHere();

    public Task<IdentityResult> DeleteAsync(LocalAccount user, CancellationToken cancellationToken) => throw NotHere();

    private static NotSupportedException NotHere() => new("Accounts change in AccountStore alone.");

    private sealed record Row
    {
        public byte[] CredentialId { get; init; } = [];

        public byte[] PublicKey { get; init; } = [];

        public long SignCount { get; init; }

        public string Transports { get; init; } = "";

        public bool IsBackupEligible { get; init; }

        public bool IsBackedUp { get; init; }

        public long CreatedAt { get; init; }

        /// <summary>What the device said when it was made is not kept: nothing asks for it again.</summary>
        public UserPasskeyInfo Info => new(
            CredentialId, PublicKey, DateTimeOffset.FromUnixTimeSeconds(CreatedAt), (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true, IsBackupEligible, IsBackedUp, attestationObject: [], clientDataJson: []);
    }
}
