using System.Text;
using HealthDashboard.Access;
using HealthDashboard.Endpoints;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Signals;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Signals;

public sealed class CostSplitTests(SampleWarehouse sample)
{
    /// <summary>Worked out from the four files by another program, which rounds price and mix on their own: a cent may lie on the other side.</summary>
    [Theory]
    [InlineData("type", 4030_04, -1368_43, -5994_38)]
    [InlineData("insurer", 4030_04, -8419_14, 1056_33)]
    [InlineData("department", 4030_04, 1127_47, -8490_28)]
    public async Task Four_weeks_and_the_four_before_split_into_volume_price_and_mix(string by, long volume, long price, long mix)
    {
        var split = await SplitAsync(Scopes.Everything with { From = new DateOnly(2025, 11, 17), To = new DateOnly(2025, 12, 14) }, by);

        Assert.Equal((38284_82, 34952_05, 95, 106), (split.CentsBefore, split.CentsAfter, split.TreatmentsBefore, split.TreatmentsAfter));
        Assert.Equal(volume, split.Change.Volume);
        Assert.InRange(split.Change.Price, price - 1, price + 1);
        Assert.InRange(split.Change.Mix, mix - 1, mix + 1);
        Assert.Equal(-3332_77, split.Change.Volume + split.Change.Price + split.Change.Mix);
    }

    [Fact]
    public async Task Under_every_filter_the_parts_of_the_groups_add_up_to_the_change_to_the_cent()
    {
        foreach (var scope in Scopes.All.Values.Where(scope => Weeks(scope) is not null))
        {
            foreach (var by in CostBy.All)
            {
                var split = await SplitAsync(scope, by.Name);

                Assert.Equal(split.CentsAfter - split.CentsBefore, split.Groups.Sum(each => each.Together));
                Assert.All(split.Groups, each => Assert.Equal(each.Group.CentsAfter - each.Group.CentsBefore, each.Together));
                Assert.Equal((Cents(split.Weeks.Before), Cents(split.Weeks.After)), (split.CentsBefore, split.CentsAfter));
            }
        }

        long Cents(Scope scope) => sample.Warehouse.Rows<WeeklyVisitTrends>(WeeklyVisitTrends.View, scope).Sum(week => (long)decimal.Round(week.TotalCost!.Value * 100));
    }

    [Fact]
    public async Task As_CSV_the_rows_from_before_to_the_last_part_add_up_to_after()
    {
        using var stream = new MemoryStream();
        await CostChangeCsv.WriteAsync(stream, await SplitAsync(Scopes.Everything with { Department = "Neurology" }, "insurer"), TestContext.Current.CancellationToken);
        var rows = CsvRows.Parse(stream.ToArray());

        var amounts = rows.Column("amount").Select(amount => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(amounts[^1], amounts.SkipLast(1).Sum());
        Assert.Equal(("before", "after"), (rows.Column("part")[0], rows.Column("part")[^1]));
    }

    [Fact]
    public async Task The_CSV_is_as_it_was_byte_by_byte()
    {
        using var warehouse = TestWarehouse.Of(Hospital.Tiny
            .Visit("V2,P1,D1,Cardiology,2025-03-10,no").Treatment("T2,V2,ECG,110.00,MedCare").Treatment("T3,V2,MRI,900.01,MedCare")
            .Visit("V3,P1,D1,Cardiology,2025-03-16,no"));
        var weeks = PeriodComparison.Of(Scopes.Everything with { From = new DateOnly(2025, 3, 10) }, FilterChoices.Of(warehouse.Snapshot, Reach.Everything).Period, ComparedWith.Before)!;
        using var stream = new MemoryStream();

        await CostChangeCsv.WriteAsync(stream, await CostSplit.ReadAsync(warehouse.Reader, warehouse.Snapshot, weeks, CostBy.All[0]), TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            part,name,amount,treatments_before,cost_before,treatments_after,cost_after
            "before","2025-03-03/2025-03-09",100.00,1,100.00,2,1010.01
            "volume","MRI",225.00,0,0.00,1,900.01
            "volume","ECG",77.50,1,100.00,1,110.00
            "price","MRI",0.00,0,0.00,1,900.01
            "price","ECG",11.25,1,100.00,1,110.00
            "mix","MRI",675.01,0,0.00,1,900.01
            "mix","ECG",-78.75,1,100.00,1,110.00
            "after","2025-03-10/2025-03-16",1010.01,1,100.00,2,1010.01

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF'));
    }

    private PeriodComparison? Weeks(Scope scope) => PeriodComparison.Of(scope, FilterChoices.Of(sample.Snapshot, Reach.Everything).Period, ComparedWith.Before);

    private Task<CostSplit> SplitAsync(Scope scope, string by) =>
        CostSplit.ReadAsync(sample.Reader, sample.Snapshot, Weeks(scope)!, CostBy.Read(_ => by));
}
