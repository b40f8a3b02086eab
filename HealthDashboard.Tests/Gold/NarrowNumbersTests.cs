using CsCheck;
using HealthDashboard.Gold.Columns;

namespace HealthDashboard.Tests.Gold;

public sealed class NarrowNumbersTests
{
    [Fact]
    public void Numbers_come_back_and_take_no_more_bytes_than_the_largest_needs() => Gen.Select(Gen.Long, Gen.Int[0, 63], Gen.Long.Array[0, 20]).Sample((seed, shift, numbers) =>
    {
        long[] longs = [.. numbers.Select(number => (number ^ seed) >> shift)];
        int[] ints = [.. longs.Select(number => (int)number)];
        return NarrowNumbers.Read<long>(NarrowNumbers.Of(longs)).SequenceEqual(longs) && NarrowNumbers.Read<int>(NarrowNumbers.Of(ints)).SequenceEqual(ints);
    });

    [Theory]
    [InlineData(255, 1)]
    [InlineData(256, 2)]
    [InlineData(65_535, 2)]
    [InlineData(65_536, 3)]
    [InlineData(16_777_216, 4)]
    [InlineData(-1, 4)]
    public void Codes_take_as_few_bytes_as_the_largest(int largest, int bytes) => Assert.Equal(1 + (2 * bytes), NarrowNumbers.Of([0, largest]).Length);

    [Fact]
    public void Where_numbers_ascend_each_takes_as_many_as_the_largest_step() => Assert.Equal(1 + 4, NarrowNumbers.Of([100, 300, 300, 555]).Length);

    [Fact]
    public void What_stands_above_a_least_one_takes_what_is_above_it() => Assert.Equal(1 + 8 + 3, NarrowNumbers.Of([738_000, 738_200, 738_001]).Length);

    [Fact]
    public void Codes_in_their_order_are_counted()
    {
        int[] codes = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(2, 30)];

        Assert.Equal(1 + (3 * 4), NarrowNumbers.Of(codes).Length);
        Assert.Equal(codes, NarrowNumbers.Read<int>(NarrowNumbers.Of(codes)));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 5, 1, 2, 3, 4, 5 })]
    [InlineData(new byte[] { 0x11, 1 })]
    [InlineData(new byte[] { 3, 1, 2 })]
    public void What_is_no_such_column_is_refused(byte[] bytes) => Assert.Throws<EndOfStreamException>(() => NarrowNumbers.Read<int>(bytes));
}
