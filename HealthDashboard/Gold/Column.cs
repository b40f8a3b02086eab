using System.Reflection;
using System.Text.RegularExpressions;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold;

/// <summary>What the values of a column are: how they are written, aligned and where a click on them leads.</summary>
public enum ColumnKind
{
    Text,
    Department,
    Doctor,
    Patient,

    /// <summary>The first day of a week, month, quarter or year.</summary>
    Period,

    /// <summary>A whole number of things that add up.</summary>
    Count,

    /// <summary>Distinct people: never added up across rows.</summary>
    People,

    /// <summary>An amount in the currency of the data, exact to the cent where it is a sum.</summary>
    Money,

    /// <summary>A fraction 0..1.</summary>
    Rate,

    /// <summary>A percentage 0..100.</summary>
    Percent,

    /// <summary>A whole number that does not add up, such as the days of a week that the data covers.</summary>
    Number,

    /// <summary>A number of things for each of others, such as visits for each patient.</summary>
    Mean,
}

/// <summary>Says which dimension or measure a property of a gold row holds, by its name in <see cref="Dimensions"/> or <see cref="Measures"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string of) : Attribute
{
    public string Of { get; } = of;

    /// <summary>What the view calls it; without one, what everybody calls it.</summary>
    public string? Label { get; init; }

    /// <summary>Behind the promised columns and shown on request: the parts a rate is made of, the label of a week.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A column of a gold view: the SQL's column, the record's property and the grid's column in one. Holds a dimension or a measure.</summary>
public sealed partial class Column
{
    internal Column(PropertyInfo property)
    {
        var said = property.GetCustomAttribute<ColumnAttribute>()
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no [Column].");
        (Property, Name, Hidden) = (property, SnakeCase(property.Name), said.Hidden);
        Dimension = Dimensions.All.GetValueOrDefault(said.Of);
        Measure = Measures.All.GetValueOrDefault(said.Of);
        if (Dimension is null == Measure is null)
            throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name}: “{said.Of}” is neither a dimension nor a measure.");
        Label = said.Label ?? Dimension?.Label ?? Measure!.Label;
    }

    /// <summary>A column of time under another grain.</summary>
    private Column(Column week, Dimension time)
    {
        (Property, Hidden) = (week.Property, week.Hidden);
        (Dimension, Name, Label) = (time, time.Name, time.Label);
    }

    /// <summary>The name in SQL, in the CSV and in the address.</summary>
    public string Name { get; }

    public string Label { get; }

    /// <summary>Null for a measure.</summary>
    public Dimension? Dimension { get; }

    /// <summary>Null for a dimension.</summary>
    public Measure? Measure { get; }

    public ColumnKind Kind => Dimension?.Kind ?? Measure!.Unit;

    /// <summary>For a ratio, the view's column of its numerator: the ratio of a total is made of the totals.</summary>
    public string? Numerator { get; internal set; }

    /// <summary>For a ratio, the view's column of its denominator.</summary>
    public string? Denominator { get; internal set; }

    public bool IsRatio => Measure?.Aggregation is Aggregation.Ratio;

    /// <summary>Null for a ratio, which rests on the rows of its parts, and for what is not made of rows.</summary>
    public ContributingRows? Proof => Measure?.Proof;

    /// <summary>Whether there are rows that prove it.</summary>
    public bool CanBeProved => Proof is not null || IsRatio;

    /// <summary>The same on every row, such as the total of the scope.</summary>
    public bool IsOfScope => Measure?.Aggregation is Aggregation.OfScope;

    public bool Hidden { get; }

    /// <summary>Whether a sum over rows means something.</summary>
    public bool AddsUp => Measure is { AddsUp: true };

    /// <summary>Whether people read it as a name or as words, and look for it in that order.</summary>
    public bool IsName => Kind is ColumnKind.Text or ColumnKind.Department;

    public bool IsNumeric => Measure is not null;

    internal PropertyInfo Property { get; }

    /// <summary>Made when a row is first read: runs and exports of whole tables read none.</summary>
    private Func<object, object?> Read => field ??= Accessors.Reader(Property);

    public object? Value(object row) => Read(row);

    /// <summary>The same column where rows are of another grain; what is not of time stays as it is.</summary>
    internal Column By(TimeGrain grain) => Dimension is { Grain: { } own } time && own != grain ? new Column(this, Dimensions.As(grain, time)) : this;

    internal static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]|(?<=[a-z])\d+")]
    private static partial Regex WordStart();
}
