using System.Security.Claims;
using System.Threading.RateLimiting;

namespace HealthDashboard.Access.Audit;

/// <summary>
/// How many refusals of one person are written down within a minute. Whoever is let into nothing may ask as often as they like, and is not to fill
/// the disk by it. By person and not by session, since one may sign in again and again; whoever comes without a session counts as one.
/// </summary>
public sealed class RefusalLimit : IDisposable
{
    private const int MostInMinute = 60;

    private readonly PartitionedRateLimiter<ClaimsPrincipal> _limit = PartitionedRateLimiter.Create<ClaimsPrincipal, (string?, string?)>(person =>
        RateLimitPartition.GetFixedWindowLimiter(
            (person.FindFirstValue(PersonClaims.Issuer), person.FindFirstValue(PersonClaims.Subject)),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = MostInMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <returns>Whether one more is to be written down, and whether it is the last for now.</returns>
    public (bool Write, bool Last) Take(ClaimsPrincipal person)
    {
        using var turn = _limit.AttemptAcquire(person);
        return (turn.IsAcquired, turn.IsAcquired && _limit.GetStatistics(person) is { CurrentAvailablePermits: 0 });
    }

    public void Dispose() => _limit.Dispose();
}
