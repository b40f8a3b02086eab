using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Silver;

public sealed class TreatmentTests
{
    [Theory]
    [InlineData("100", 10_000)]
    [InlineData("100.00", 10_000)]
    [InlineData("0.1", 10)]
    [InlineData("0.01", 1)]
    [InlineData("33.33", 3_333)]
    [InlineData(" 1234.5\u00A0", 123_450)]
    [InlineData("10000000", 1_000_000_000)]
    [InlineData("10000000.00", 1_000_000_000)]
    public void A_plain_decimal_number_is_taken_in_cents(string found, long cents)
    {
        var cleaned = Clean(cost: found);

        Assert.Equal(new Treatment(0, "ECG", cents, "MedCare"), cleaned.Row);
        Assert.Empty(cleaned.Hits);
    }

    [Theory]
    [InlineData("$100.00 or so")]
    [InlineData("12,50")]
    [InlineData("1.234,50")]
    [InlineData("1e3")]
    [InlineData("1.5E+2")]
    [InlineData("-1")]
    [InlineData("-0.01")]
    [InlineData("-0.001")]
    [InlineData("(100)")]
    [InlineData("100-")]
    [InlineData("10000000.01")]
    [InlineData("10000000.001")]
    [InlineData("10000001")]
    [InlineData("99999999999999999999999999999999999")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("Infinity")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    [InlineData("free")]
    [InlineData("\u0661\u0662")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData(" ")]
    public void Any_other_cost_rejects_the_record(string found)
    {
        var cleaned = Clean(cost: found);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.CostInvalid, "treatment_cost", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("1,234.50", 123_450)]
    [InlineData("$1,234.50", 123_450)]
    [InlineData("1 000", 100_000)]
    [InlineData("100 USD", 10_000)]
    public void A_cost_with_a_currency_or_its_thousands_apart_is_read_where_it_has_one_meaning_and_warned_of(string found, long cents)
    {
        var cleaned = Clean(cost: found);

        Assert.Equal(cents, cleaned.Row?.CostCents);
        Assert.Equal([new RuleHit(Rule.CostGrouped, "treatment_cost", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("1.004", 100)]
    [InlineData("1.005", 101)]
    [InlineData("1.015", 102)]
    [InlineData("2.345", 235)]
    [InlineData("0.125", 13)]
    [InlineData("0.005", 1)]
    [InlineData("33.333333", 3_333)]
    [InlineData("9999999.995", 1_000_000_000)]
    public void More_than_two_decimals_are_rounded_half_away_from_zero_and_warned_of(string found, long cents)
    {
        var cleaned = Clean(cost: found);

        Assert.Equal(cents, cleaned.Row?.CostCents);
        Assert.Equal([new RuleHit(Rule.CostRounded, "treatment_cost", found)], cleaned.Hits);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-0")]
    public void A_cost_of_zero_is_kept_and_warned_of(string found)
    {
        var cleaned = Clean(cost: found);

        Assert.Equal(0, cleaned.Row?.CostCents);
        Assert.Equal([new RuleHit(Rule.CostZero, "treatment_cost", found)], cleaned.Hits);
    }

    [Fact]
    public void A_cost_that_rounds_to_zero_is_warned_of_as_both()
    {
        var cleaned = Clean(cost: "0.004");

        Assert.Equal(0, cleaned.Row?.CostCents);
        Assert.Equal([Rule.CostRounded, Rule.CostZero], cleaned.Hits.Select(hit => hit.Rule));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u00A0")]
    public void A_blank_treatment_type_rejects_the_record(string found)
    {
        var cleaned = Clean(type: found);

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.RequiredBlank, "treatment_type", found)], cleaned.Hits);
    }

    [Fact]
    public void A_blank_id_rejects_the_record()
    {
        var cleaned = Clean(id: " ");

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.KeyMissing, "treatment_id", " ")], cleaned.Hits);
    }

    [Fact]
    public void An_unknown_visit_rejects_the_record()
    {
        var cleaned = Clean(visit: "V9");

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.VisitUnknown, "visit_id", "V9")], cleaned.Hits);
    }

    [Fact]
    public void A_rejected_visit_is_given_as_the_reason()
    {
        var cleaned = Clean(visit: "V2");

        Assert.Null(cleaned.Row);
        Assert.Equal([new RuleHit(Rule.VisitUnknown, "visit_id", "V2") { Cause = new Rejection(SourceTable.Visits, 3, "date_invalid", null) }], cleaned.Hits);
    }

    [Theory]
    [InlineData("", "Unknown")]
    [InlineData(" self-pay ", "Uninsured")]
    [InlineData("MedCare", "MedCare")]
    public void The_insurer_is_what_its_name_means_and_hits_no_rule(string found, string insurer)
    {
        var cleaned = Clean(insurer: found);

        Assert.Equal(insurer, cleaned.Row?.InsuranceProvider);
        Assert.Empty(cleaned.Hits);
    }

    private static Cleaned<Treatment> Clean(
        string id = "T1", string visit = "V1", string type = "ECG", string cost = "100.00", string insurer = "MedCare") =>
        Treatment.Clean(Raw.Of(id, visit, type, cost, insurer), Visits(), each => each == "V2" ? new Rejection(SourceTable.Visits, 3, "date_invalid", null) : null);

    private static IdIndex Visits()
    {
        var visits = new IdIndex();
        visits.Add("V1"u8);
        return visits;
    }
}
