namespace HealthDashboard.Gold.Columns;

/// <summary>The doctors or the patients of the star schema, by their codes: their places in the order of ids.</summary>
/// <param name="OfVisit">Who each visit is of.</param>
public sealed record People(Utf8Column Ids, Utf8Column Names, NameSearch Search, int[] OfVisit)
{
    public int Count => Ids.Count;

    /// <summary>Where the name of each person stands in the order of names; equal names stand at the same place.</summary>
    public int[] NameOrder => field ??= Order();

    private int[] Order()
    {
        var order = new int[Count];
        for (int i = 1, place = 0; i < Count; i++)
        {
            var (person, before) = (Search.People[i], Search.People[i - 1]);
            order[person] = Names.Utf8(person).SequenceEqual(Names.Utf8(before)) ? place : ++place;
        }

        return order;
    }
}
