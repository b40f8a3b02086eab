using System.Globalization;
using HealthDashboard.Access;
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
            Scopes.Everything,
            Scopes.Everything with { ShareSafe = true },
            Scopes.Everything with { Department = "" },
            Scopes.Everything with { Department = "Cardiology" },
            Scopes.Everything with { DoctorId = "Cardiology" },
            Scopes.Everything with { Department = "Cardiology|", DoctorId = "D1" },
            Scopes.Everything with { Department = "Cardiology", DoctorId = "|D1" },
            Scopes.Everything with { AsOf = "0001-20250303T060200Z" },
            Scopes.Everything with { From = new DateOnly(2025, 1, 2) },
            Scopes.Everything with { From = new DateOnly(2025, 2, 1) },
            Scopes.Everything with { To = new DateOnly(2025, 2, 1) },
            Scope.Of(Reach.Nothing),
            Scope.Of(Reach.Of([new Grant(Role.Admin, null)], names: false)),
            Scope.Of(Reach.Of([new Grant(Role.Analyst, ["Cardiology"])], names: true)),
            Scope.Of(Reach.Of([new Grant(Role.Analyst, ["Cardiology", "ENT"])], names: true)),
            Scope.Of(Reach.Of([new Grant(Role.Viewer, ["Cardiology"])], names: true)),
            Scope.Of(Reach.Of([new Grant(Role.Viewer, ["Cardiology"])], names: true)).Unshared(),
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
    public void A_viewer_is_shown_no_small_number_whatever_is_asked_for()
    {
        var reach = Reach.Of([new Grant(Role.Viewer, null), new Grant(Role.Analyst, ["Cardiology"])], names: true);
        var scope = Scope.Of(reach);

        Assert.True(scope.ShareSafe);
        Assert.True((scope with { ShareSafe = false }).ShareSafe);
        Assert.True((scope with { Department = "ENT" }).ShareSafe);
        Assert.True(scope.With(Dimensions.Department, "Cardiology", "ENT").ShareSafe);
        Assert.True((scope with { Department = "Cardiology" }).Unfiltered().ShareSafe);
        Assert.False((scope with { Department = "Cardiology" }).ShareSafe);
        Assert.True((scope with { Department = "Cardiology", ShareSafe = true }).ShareSafe);
        Assert.False(scope.Unshared().ShareSafe);
        Assert.Throws<WithheldException>(() => scope.Conditions().Count());
    }

    [Fact]
    public async Task Who_writes_the_day_first_is_not_handed_what_was_read_for_those_who_write_the_month_first()
    {
        var (american, spanish) = (Scopes.Everything with { From = new(2025, 1, 2), To = new(2025, 3, 4) }, Scopes.Everything with { From = new(2025, 2, 1), To = new(2025, 4, 3) });

        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        await ReadAsync(american);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("es-ES");
        var kept = await ReadAsync(spanish);

        Assert.Equal(ViewReader.Read(sample.Snapshot, DoctorPerformance.View, spanish, GridQuery.AllRows, 0, 0).Totals, kept.Totals);
    }

    private ValueTask<ViewRows> ReadAsync(Scope scope) =>
        sample.Reader.ReadAsync(sample.Snapshot, DoctorPerformance.View, scope, GridQuery.AllRows, 0, 0, TestContext.Current.CancellationToken);
}
