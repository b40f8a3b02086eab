using System.Globalization;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Gold;

/// <summary>What is read is kept under its scope for everybody, in whatever language they look at it.</summary>
public sealed class ScopeTests(SampleWarehouse sample)
{
    [Fact]
    public void A_scope_is_told_from_every_other_in_all_languages_together()
    {
        Scope[] scopes =
        [
            Scope.Everything,
            new() { ShareSafe = true },
            new() { Department = "" },
            new() { Department = "Cardiology" },
            new() { DoctorId = "Cardiology" },
            new() { Department = "Cardiology|", DoctorId = "D1" },
            new() { Department = "Cardiology", DoctorId = "|D1" },
            new() { AsOf = "0001-20250303T060200Z" },
            new() { From = new DateOnly(2025, 1, 2) },
            new() { From = new DateOnly(2025, 2, 1) },
            new() { To = new DateOnly(2025, 2, 1) },
        ];
        var keys = new HashSet<string>();
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            CultureInfo.CurrentCulture = culture;
            keys.UnionWith(scopes.Select(scope => scope.ToString()));
        }

        Assert.Equal(scopes.Length, keys.Count);
    }

    [Fact]
    public async Task Who_writes_the_day_first_is_not_handed_what_was_read_for_those_who_write_the_month_first()
    {
        var (american, spanish) = (new Scope { From = new(2025, 1, 2), To = new(2025, 3, 4) }, new Scope { From = new(2025, 2, 1), To = new(2025, 4, 3) });

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        await ReadAsync(american);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("es-ES");
        var kept = await ReadAsync(spanish);

        Assert.Equal(ViewReader.Read(sample.Snapshot, DoctorPerformance.View, spanish, GridQuery.AllRows, 0, 0).Totals, kept.Totals);
    }

    private ValueTask<ViewRows> ReadAsync(Scope scope) =>
        sample.Reader.ReadAsync(sample.Snapshot, DoctorPerformance.View, scope, GridQuery.AllRows, 0, 0, TestContext.Current.CancellationToken);
}
