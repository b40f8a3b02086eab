namespace HealthDashboard.Gold.Columns;

/// <summary>The doctors or the patients of the star schema, by their places in the order of ids.</summary>
public sealed class People
{
    private readonly Lazy<PeopleSums> _everything;
    private readonly Lazy<int[]> _nameOrder;

    /// <param name="ofVisit">Who each visit is of.</param>
    internal People(StarColumns star, TextColumn ids, TextColumn names, NameSearch search, int[] ofVisit)
    {
        (Ids, Names, OfVisit) = (ids, names, ofVisit);
        _everything = new(() => new PeopleSums(
            Enumerable.Range(0, Count).ToArray(), new Slice(star, Query.Scope.Everything).Sum(Count, visit => ofVisit[visit])));
        _nameOrder = new(() => OrderOf(search));
    }

    public TextColumn Ids { get; }

    public TextColumn Names { get; }

    /// <summary>Who each visit is of.</summary>
    public int[] OfVisit { get; }

    public int Count => Ids.Count;

    public PeopleText IdText => new(Ids);

    public PeopleText NameText => new(Names, OrderOf: NameOrder);

    /// <summary>Of all visits, by everybody known. Added up once.</summary>
    public PeopleSums Everything => _everything.Value;

    /// <summary>Where the name of each person stands in the order of names; equal names stand at the same place.</summary>
    public int[] NameOrder => _nameOrder.Value;

    private int[] OrderOf(NameSearch search)
    {
        var order = new int[Count];
        for (int i = 1, place = 0; i < Count; i++)
        {
            var (person, before) = (search.People[i], search.People[i - 1]);
            order[person] = Names.Utf8(person).SequenceEqual(Names.Utf8(before)) ? place : ++place;
        }

        return order;
    }
}
