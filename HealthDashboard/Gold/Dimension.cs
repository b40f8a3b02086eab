using HealthDashboard.Gold.Columns;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold;

/// <summary>Whose attribute a dimension is. A treatment looks up what its visit has, and a visit what its patient or doctor has.</summary>
public enum Owner
{
    Visit,
    Treatment,
    Patient,
    Doctor,

    /// <summary>A week, month, quarter or year, as the dimension's grain says.</summary>
    Period,
}

/// <summary>
/// What numbers are broken down by. One entry of <see cref="Dimensions"/> is all that views, provenance, disclosure and filters know of
/// it: what forgets a part does not compile.
/// </summary>
public sealed class Dimension
{
    /// <summary>The name in SQL and CSV where a view has no other for it, such as <c>insurance_provider</c>.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    public required ColumnKind Kind { get; init; }

    public required Owner Owner { get; init; }

    /// <summary>The column over <c>visit</c>, <c>patient</c>, <c>doctor</c> and <c>treatment</c>, such as <c>patient.country</c>.</summary>
    public required string Column { get; init; }

    /// <summary>The name in addresses and on the command line, by which one filters; null for an attribute that names only what another one does.</summary>
    public required string? Parameter { get; init; }

    /// <summary>What the column says as its values are written, where it holds them otherwise.</summary>
    public string Sql { get => field ?? Column; init; }

    /// <summary>Its values. Codes count them; those that repeat stand in ascending order.</summary>
    public required Func<StarColumns, Utf8Column> Values { get; init; }

    /// <summary>The code of each row of the owner, -1 where it has none; null where each row has a value of its own.</summary>
    public required Func<StarColumns, int[]>? Codes { get; init; }

    /// <summary>Where each value stands in the order that people read; null where the codes stand in it.</summary>
    public Func<StarColumns, int[]>? Order { get; init; }

    /// <summary>Of time: how long a value is; null for everything else.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>Whether a view has a row for every value from the first to the last of the scope, zeros included, as a calendar has.</summary>
    public bool IsDense { get; init; }

    /// <summary>Whether treatments, and not visits, are what it divides.</summary>
    public bool IsOfTreatments => Owner == Owner.Treatment;

    /// <summary>The code of the value of each row of a fact; looked up where it is another's, as a treatment has what its visit has. -1 where there is none.</summary>
    /// <exception cref="InvalidOperationException">A visit has several, as it has treatments.</exception>
    public Func<int, int> CodeOf(Fact fact, StarColumns star) => Lookup(fact, star) switch
    {
        [] => row => row,
        [var codes] => row => codes[row],
        [var first, var codes] => row => Next(codes, first[row]),
        [var first, var second, var codes] => row => Next(codes, Next(second, first[row])),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The same of many rows at once.</summary>
    /// <inheritdoc cref="CodeOf"/>
    internal void CodesOf(Fact fact, StarColumns star, ReadOnlySpan<int> rows, Span<int> codes)
    {
        var read = rows;
        foreach (var column in Lookup(fact, star))
        {
            for (var place = 0; place < read.Length; place++)
                codes[place] = Next(column, read[place]);
            read = codes[..rows.Length];
        }

        if (read == rows)
            rows.CopyTo(codes);
    }

    private static int Next(int[] column, int code) => code < 0 ? code : column[code];

    /// <summary>The columns that lead from a row of a fact to its value, each the code of the next one's row.</summary>
    private List<int[]> Lookup(Fact fact, StarColumns star)
    {
        if (IsOfTreatments && fact == Fact.Visits)
            throw new InvalidOperationException($"A visit may have several values of {Name}.");
        var columns = new List<int[]>();
        if (fact == Fact.Treatments && !IsOfTreatments)
            columns.Add(star.TreatmentVisit);
        if (Owner is Owner.Patient)
            columns.Add(star.VisitPatient);
        if (Owner is Owner.Doctor)
            columns.Add(star.VisitDoctor);
        if (Owner is Owner.Period)
            columns.Add(star.By(Grain!.Value).OfVisit);
        if (Codes is not null)
            columns.Add(Codes(star));
        return columns;
    }
}
