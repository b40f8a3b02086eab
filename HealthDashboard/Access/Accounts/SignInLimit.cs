using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace HealthDashboard.Access.Accounts;

/// <summary>
/// Bounds on trying passwords: wrong ones of an address within a quarter of an hour, whatever names they are for, and how many are compared
/// at once, since that is slow on purpose. Right ones are not counted: a whole hospital may come from one address in the morning.
/// </summary>
public sealed class SignInLimit : IDisposable
{
    public const int WrongOfAddress = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Whoever sends more than can be compared does not make all others wait for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _compared = new(Math.Max(2, Environment.ProcessorCount / 2));
    private readonly PartitionedRateLimiter<string> _wrong = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = WrongOfAddress, Window = Window, SegmentsPerWindow = 15 }));

    /// <summary>Compares when it is its turn.</summary>
    /// <param name="address">Of whoever tries.</param>
    /// <returns>What was found; null, which counts, when it is wrong.</returns>
    /// <exception cref="TooManyTriesException">There were too many wrong ones from there, or too many to compare; nothing is compared.</exception>
    public async Task<T?> TryAsync<T>(IPAddress? address, Func<T?> compare, CancellationToken cancellation) where T : class
    {
        var from = Key(address);
        MustBeAllowed(from);
        if (!await _compared.WaitAsync(Patience, cancellation))
            throw new TooManyTriesException();
        try
        {
            // Others from there may have been wrong meanwhile.
            MustBeAllowed(from);
            var found = compare();
            if (found is null)
                _wrong.AttemptAcquire(from).Dispose();
            return found;
        }
        finally
        {
            _compared.Release();
        }
    }

    public void Dispose()
    {
        _compared.Dispose();
        _wrong.Dispose();
    }

    private void MustBeAllowed(string from)
    {
        using var some = _wrong.AttemptAcquire(from, permitCount: 0);
        if (!some.IsAcquired)
            throw new TooManyTriesException();
    }

    /// <summary>Whoever has one address of IPv6 has all of its network.</summary>
    private static string Key(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}

/// <summary>Somebody tried too many wrong passwords.</summary>
public sealed class TooManyTriesException() : Exception("There were too many wrong tries.");
