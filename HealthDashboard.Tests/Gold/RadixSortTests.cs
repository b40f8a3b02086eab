using CsCheck;
using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Tests.Gold;

public sealed class RadixSortTests
{
    [Fact]
    public void Any_whole_numbers_from_0_on_come_out_ascending() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[0, 30]).SelectMany((count, bits) => Gen.Int[0, (int)((1L << (bits + 1)) - 1)].Array[count]).Sample(
            numbers =>
            {
                var expected = numbers.Order().ToArray();
                RadixSort.Ascending(numbers);
                Assert.Equal(expected, numbers);
            },
            iter: 40, threads: 1);
}
