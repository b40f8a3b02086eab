using System.Globalization;
using System.Text;
using HealthDashboard.Silver;

namespace HealthDashboard.Tests.Silver;

public sealed class IdIndexTests
{
    public static TheoryData<string, string[]> Orders { get; } = new()
    {
        { "ascending", Ids(500) },
        { "descending", [.. Ids(500).Reverse()] },
        { "shuffled", Shuffled(Ids(500)) },
        { "longer than eight bytes", Shuffled([.. Ids(500).Select(id => "hospital-" + id)]) },
        { "short and long", Shuffled([.. Ids(250), .. Ids(250).Select(id => id + "-of-the-ward")]) },
        { "letters of several bytes", ["\u00C9va", "\u00E9va", "Eva", "\u4F60\u597D\u4F60\u597D", "e"] },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_id_is_found_at_its_place_in_any_order_of_asking(string order, string[] ids)
    {
        var keys = Of(ids);

        Assert.All(Shuffled([.. ids.Index().Select(id => id.Item + "|" + id.Index)]), asked =>
        {
            var (id, place) = (asked.Split('|')[0], int.Parse(asked.Split('|')[1], CultureInfo.InvariantCulture));
            Assert.True(keys.Find(id) == place, $"{order}: {id}");
        });
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void An_id_that_was_not_added_is_not_found(string order, string[] ids)
    {
        var keys = Of(ids[..^1]);

        Assert.True(keys.Find(ids[^1]) is null, order);
        Assert.True(keys.FindEarlier(Encoding.UTF8.GetBytes(ids[^1])) is null, order);
        Assert.Null(keys.Find(""));
    }

    [Fact]
    public void Ids_added_after_a_search_are_found_too()
    {
        var keys = Of("P1", "P3");
        Assert.Null(keys.Find("P2"));

        keys.Add("P2"u8);
        keys.Add("P0"u8);

        Assert.Equal([0, 1, 2, 3], new[] { "P1", "P3", "P2", "P0" }.Select(keys.Find));
    }

    [Fact]
    public void An_id_behind_all_others_is_new_and_one_among_them_is_looked_up()
    {
        var keys = Of("P1", "P2", "P3");

        Assert.Null(keys.FindEarlier("P4"u8));
        Assert.Equal(1, keys.FindEarlier("P2"u8));
        Assert.Equal(2, keys.FindEarlier("P3"u8));
    }

    [Fact]
    public void A_short_id_is_not_taken_for_a_longer_one() => Assert.Equal([null, 0, 1, null], new[] { "P", "P1", "P10", "P100" }.Select(Of("P1", "P10").Find));

    private static IdIndex Of(params string[] ids)
    {
        var keys = new IdIndex();
        foreach (var id in ids)
            keys.Add(Encoding.UTF8.GetBytes(id));
        return keys;
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"P{number:D6}"))];

    private static string[] Shuffled(string[] ids)
    {
        new Random(1).Shuffle(ids);
        return ids;
    }
}
