using CsCheck;
using HealthDashboard.Access;

namespace HealthDashboard.Tests.Access;

public sealed class ReachTests
{
    private static readonly string[] Departments = ["Cardiology", "ENT", "*", "a=b", "a b", "", "names", "Ä%20"];

    private static readonly Gen<Grant> AGrant =
        from role in Gen.Enum<Role>()
        from departments in Gen.OneOf(Departments).Array[0, 3]
        from all in Gen.Int[0, 4]
        select new Grant(role, all == 0 ? null : departments);

    private static readonly Gen<Grant[]> Grants = AGrant.Array[0, 4];

    [Fact]
    public void Without_a_grant_there_is_nothing_not_even_names()
    {
        Assert.Equal(Reach.Nothing, Reach.Of([], names: true));
        Assert.Equal(Reach.Nothing, Reach.Of([new Grant(Role.Admin, [])], names: true));
        Assert.Equal(("nothing", true, false, false), (Reach.Nothing.ToString(), Reach.Nothing.IsNothing, Reach.Nothing.IsAll, Reach.Nothing.Names));
        Assert.Null(Reach.Nothing.Highest);
        Assert.False(Reach.Nothing.Covers("Cardiology"));
    }

    [Fact]
    public void Whoever_sits_at_the_machine_is_admin_of_everything_and_sees_names()
    {
        Assert.Equal("admin=* names", Reach.Everything.ToString());
        Assert.True(Reach.Everything.IsAll && Reach.Everything.Names && Reach.Everything.Covers("of a later file"));
        Assert.Equal((Role.Admin, Reach.Everything), (Reach.Everything.Highest, Reach.Everything.AtLeast(Role.Admin)));
        Assert.Empty(Reach.Everything.Departments);
    }

    [Fact]
    public void No_role_of_one_grant_holds_in_the_departments_of_another()
    {
        var reach = Reach.Of([new Grant(Role.Viewer, ["ENT", "Cardiology"]), new Grant(Role.Analyst, ["Cardiology"]), new Grant(Role.Viewer, ["Cardiology"])], names: false);

        Assert.Equal("analyst=Cardiology viewer=ENT", reach.ToString());
        Assert.Equal(["Cardiology", "ENT"], reach.Departments);
        Assert.Equal(["Cardiology"], reach.AtLeast(Role.Analyst).Departments);
        Assert.Equal(Reach.Nothing, reach.AtLeast(Role.Admin));
    }

    [Fact]
    public void A_role_everywhere_does_not_raise_the_one_of_a_department()
    {
        var reach = Reach.Of([new Grant(Role.Analyst, ["Cardiology"]), new Grant(Role.Viewer, null), new Grant(Role.Viewer, ["ENT"])], names: true);

        Assert.Equal("viewer=* analyst=Cardiology names", reach.ToString());
        Assert.Empty(reach.Departments);
        Assert.Equal("analyst=Cardiology names", reach.AtLeast(Role.Analyst).ToString());
        Assert.False(reach.AtLeast(Role.Analyst).Covers("ENT"));
    }

    [Fact]
    public void Every_department_has_the_highest_role_that_a_grant_gives_there_and_no_other() => Grants.Sample(grants =>
    {
        var reach = Reach.Of(grants, names: false);
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var department in Departments.Append("of a later file"))
                Assert.Equal(grants.Any(each => each.Role >= role && each.Departments?.Contains(department) is not false), reach.AtLeast(role).Covers(department));
        }
    });

    [Fact]
    public void It_is_read_from_its_text() => Grants.Select(Gen.Bool).Sample((grants, names) =>
    {
        var reach = Reach.Of(grants, names);
        Assert.Equal(reach, Reach.Parse(reach.ToString()));
    });

    [Theory]
    [InlineData("")]
    [InlineData("names")]
    [InlineData("owner=*")]
    [InlineData("7=*")]
    [InlineData("viewer")]
    [InlineData("viewer=A=B")]
    [InlineData("viewer=*  names")]
    public void What_is_no_text_of_one_opens_nothing(string text) => Assert.Throws<FormatException>(() => Reach.Parse(text));

    [Fact]
    public void Its_text_is_one_for_equal_rights_and_another_for_others() => Grants.Select(Grants).Sample((some, others) =>
    {
        var (one, other) = (Reach.Of(some, names: false), Reach.Of(others, names: false));
        var same = Enum.GetValues<Role>().All(role =>
            Departments.Append("of a later file").All(department => one.AtLeast(role).Covers(department) == other.AtLeast(role).Covers(department)));

        Assert.Equal((same, same), (one.ToString() == other.ToString(), one.Equals(other)));
        Assert.Equal(one, Reach.Of(some.Reverse(), names: false));
        Assert.NotEqual(one.ToString(), one.IsNothing ? "" : Reach.Of(some, names: true).ToString());
    });
}
