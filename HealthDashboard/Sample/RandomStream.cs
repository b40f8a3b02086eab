using System.Numerics;

namespace HealthDashboard.Sample;

/// <summary>What a stream of random numbers is for. Each purpose has its own, so that a change in one leaves the others alone.</summary>
internal enum Purpose { Calendar = 1, Order, Doctor, Assignment, Patient, Registration, Insurance, FollowUp, Billing, Fault }

/// <summary>
/// Random numbers that are the same on every machine and in every version of .NET, which <see cref="Random"/> does not
/// promise: the SplitMix64 generator (Steele, Lea and Flood, 2014). Doubles are only added, multiplied and divided, because
/// the last bit of logarithms and powers differs between platforms.
/// </summary>
internal sealed class RandomStream(ulong seed, Purpose purpose, int number = 0)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>Any number would do. With this one, seed 1 has no other signal in the latest four weeks than the planted one.</summary>
    private const ulong Origin = 180;

    private ulong state = Mix(Mix(seed + Origin) + ((ulong)purpose << 32) + (uint)number);

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>Whether a draw from <paramref name="whole"/> things hits one of the <paramref name="part"/>.</summary>
    public bool Hits(int part, int whole) => Below(whole) < part;

    public T Any<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>An index, each as likely as its weight says.</summary>
    public int Pick(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var rest = Below(total);
        var index = 0;
        while (rest >= weights[index])
        {
            rest -= weights[index++];
        }

        return index;
    }

    /// <summary>A value of the distribution whose quantiles, evenly spaced from 0 to 100 %, are given.</summary>
    public double Quantile<T>(ReadOnlySpan<T> quantiles) where T : INumber<T>
    {
        var place = Unit() * (quantiles.Length - 1);
        var below = (int)place;
        var low = double.CreateChecked(quantiles[below]);
        var high = double.CreateChecked(quantiles[below + 1]);
        return low + ((place - below) * (high - low));
    }

    private ulong Next() => Mix(state += GoldenGamma);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
