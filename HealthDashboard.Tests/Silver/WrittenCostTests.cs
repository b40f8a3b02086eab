using System.Globalization;
using System.Text;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class WrittenCostTests
{
    [Theory]
    [InlineData("1,184.91", "1184.91")]
    [InlineData("1,234,567.5", "1234567.5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("$1,234.50", "1234.50")]
    [InlineData("US$ 1,234.50", "1234.50")]
    [InlineData("100 USD", "100")]
    [InlineData("£12.50", "12.50")]
    [InlineData("1 234.50", "1234.50")]
    [InlineData("1 234,50", "1234.50")]
    [InlineData("1\u00A0234,50", "1234.50")]
    [InlineData("1\u202F234\u202F567,50", "1234567.50")]
    [InlineData("1'234.50", "1234.50")]
    [InlineData("CHF 1\u2019234.50", "1234.50")]
    [InlineData("1'234", "1234")]
    [InlineData("1 234.567", "1234.567")]
    public void A_number_of_one_meaning_is_read_in_a_file_with_commas(string found, string amount) => AssertRead(found, decimalComma: false, amount, plain: false);

    [Theory]
    [InlineData("394,97", "394.97", true)]
    [InlineData("0,5", "0.5", true)]
    [InlineData("394.97", "394.97", true)]
    [InlineData("1.234,50", "1234.50", false)]
    [InlineData("1.234.567", "1234567", false)]
    [InlineData("12,50 €", "12.50", false)]
    [InlineData("€ 1.234,50", "1234.50", false)]
    [InlineData("1,234.50", "1234.50", false)]
    [InlineData("1\u00A0234,50\u00A0€", "1234.50", false)]
    public void A_decimal_comma_is_read_where_the_file_has_another_mark_between_its_fields(string found, string amount, bool plain) =>
        AssertRead(found, decimalComma: true, amount, plain);

    [Theory]
    [InlineData("12,50")]
    [InlineData("1.234,50")]
    [InlineData("1.234.567")]
    [InlineData("12,50 €")]
    [InlineData("1,23,456")]
    [InlineData("1,2345.00")]
    [InlineData("0,123.45")]
    [InlineData("1 23")]
    [InlineData("1 234 56")]
    [InlineData("1,234 567")]
    [InlineData("1.2.3")]
    [InlineData("$")]
    [InlineData("$-5")]
    [InlineData("-$5")]
    [InlineData("-1,234.50")]
    [InlineData("$5$")]
    [InlineData("5 pieces")]
    [InlineData(".")]
    [InlineData(",")]
    [InlineData("")]
    public void Anything_else_is_no_amount(string found) => Assert.Null(WrittenCost.Read(Encoding.UTF8.GetBytes(found), decimalComma: false).Amount);

    [Theory]
    [InlineData(false, "8.490", true)]
    [InlineData(false, "950 8.490 12.300", true)]
    [InlineData(true, "8.490 9.930", true)]
    [InlineData(false, "8.490 9.93", false)]
    [InlineData(false, "8.490 12345.678", false)]
    [InlineData(false, "8.490 0.125", false)]
    [InlineData(false, "8.490 1,234.50", false)]
    [InlineData(false, "8.490 1'234.500", false)]
    [InlineData(false, "8490 950", false)]
    [InlineData(true, "8.490 12,50", true)]
    [InlineData(true, "8.490 12,50 9.99", true)]
    [InlineData(false, "8.490 9.99 12,50", false)]
    public void A_point_and_three_digits_are_thousands_or_decimals_unless_another_number_tells(bool decimalComma, string column, bool unclear) =>
        AssertDoubt(decimalComma, column, unclear ? "a point" : null);

    [Theory]
    [InlineData(false, "1,184", true)]
    [InlineData(false, "1,184 950", true)]
    [InlineData(false, "1,184 267.93", false)]
    [InlineData(false, "1,184 1,234,567", false)]
    [InlineData(false, "1,184 267.93 12,50", true)]
    [InlineData(true, "1,184", true)]
    [InlineData(true, "1,184 267,93", false)]
    [InlineData(true, "1,184 267.93", true)]
    public void A_comma_and_three_digits_are_too(bool decimalComma, string column, bool unclear) => AssertDoubt(decimalComma, column, unclear ? "a comma" : null);

    [Theory]
    [InlineData("$5.50 5.50", null)]
    [InlineData("$5.50 USD7.10", null)]
    [InlineData("$5.50 €7.10", "more than one currency (Dollar, Euro)")]
    public void Costs_in_two_currencies_do_not_add_up(string column, string? doubt) => AssertDoubt(false, column, doubt);

    [Fact]
    public void The_doubt_says_how_many_and_where_and_what_to_do()
    {
        var column = new CostColumn();
        column.Count(CostMarks.None, 2, decimalComma: false);
        column.Count(CostMarks.PointAndThree, 3, decimalComma: false);
        column.Count(CostMarks.PointAndThree, 9, decimalComma: false);

        Assert.Equal(
            "every number with a point has exactly three digits behind it, so that these 2 (the first on line 3) may be thousands or decimals: 1.234 may be 1234 or 1.23. "
            + "Expected whole amounts such as 1234, or two decimals such as 1234.00, in all of the column.",
            column.Doubt());
    }

    private static void AssertRead(string found, bool decimalComma, string amount, bool plain)
    {
        var cost = WrittenCost.Read(Encoding.UTF8.GetBytes(found), decimalComma);

        Assert.Equal((decimal.Parse(amount, CultureInfo.InvariantCulture), plain), (cost.Amount, cost.IsPlain));
    }

    /// <param name="column">Its costs, with blanks between them.</param>
    private static void AssertDoubt(bool decimalComma, string column, string? doubt)
    {
        var costs = new CostColumn();
        foreach (var (index, cost) in column.Split(' ').Index())
            costs.Count(WrittenCost.Read(Encoding.UTF8.GetBytes(cost), decimalComma).Marks, index + 2, decimalComma);

        if (doubt is null)
            Assert.Null(costs.Doubt());
        else
            Assert.Contains(doubt, costs.Doubt(), StringComparison.Ordinal);
    }
}
