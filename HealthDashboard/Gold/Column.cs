using System.Reflection;
using System.Text.RegularExpressions;

namespace HealthDashboard.Gold;

/// <summary>What the values of a column are: how they are written, aligned and where a click on them leads.</summary>
public enum ColumnKind
{
    Text,
    Department,
    Doctor,
    Patient,

    /// <summary>The Monday of an ISO week.</summary>
    Week,

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
}

/// <summary>Says in the hospital's words what a property of a gold row is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ColumnAttribute(string label, ColumnKind kind) : Attribute
{
    public string Label { get; } = label;

    public ColumnKind Kind { get; } = kind;

    /// <summary>For a ratio, the property of its numerator: the ratio of a total is made of the totals.</summary>
    public string? Of { get; init; }

    /// <summary>For a ratio, the property of its denominator.</summary>
    public string? Over { get; init; }

    /// <summary>What rows the number is made of; a ratio is made of its parts.</summary>
    public MadeOf From { get; init; }

    /// <summary>
    /// For a key, the column that a row's visits or treatments have in common, over <c>visit</c>, <c>patient</c> and
    /// <c>treatment</c>: <c>visit.department</c>.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The same on every row, such as the total of the scope.</summary>
    public bool Constant { get; init; }

    /// <summary>Does not add up although its kind does, such as the largest cost.</summary>
    public bool NoTotal { get; init; }

    /// <summary>Behind the promised columns and shown on request: the parts a rate is made of, the label of a week.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A column of a gold view: the SQL's column, the record's property and the grid's column in one.</summary>
public sealed partial class Column
{
    private readonly PropertyInfo _property;

    internal Column(PropertyInfo property)
    {
        _property = property;
        var meaning = property.GetCustomAttribute<ColumnAttribute>()
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} has no [Column].");
        Name = SnakeCase(property.Name);
        (Label, Kind, Constant, Hidden) = (meaning.Label, meaning.Kind, meaning.Constant, meaning.Hidden);
        Of = meaning.Of is null ? null : SnakeCase(meaning.Of);
        Over = meaning.Over is null ? null : SnakeCase(meaning.Over);
        (Key, From) = (meaning.Key, meaning.From);
        AddsUp = Kind is ColumnKind.Count or ColumnKind.Money && !meaning.NoTotal && !Constant && Of is null;
    }

    /// <summary>The name in SQL, in the CSV and in the address.</summary>
    public string Name { get; }

    public string Label { get; }

    public ColumnKind Kind { get; }

    public string? Of { get; }

    public string? Over { get; }

    /// <summary>Null for what is no key.</summary>
    public string? Key { get; }

    public MadeOf From { get; }

    /// <summary>Null for a ratio, which rests on the rows of its parts, and for what is not made of rows.</summary>
    public RowsBehind? Behind => RowsBehind.Of(From);

    /// <summary>Whether there are rows that prove it.</summary>
    public bool CanBeProved => Behind is not null || Of is not null;

    public bool Constant { get; }

    public bool Hidden { get; }

    /// <summary>Whether a sum over rows means something.</summary>
    public bool AddsUp { get; }

    public bool IsNumeric => Kind >= ColumnKind.Count;

    public object? Value(object row) => _property.GetValue(row);

    internal void Empty(object row) => _property.SetValue(row, null);

    internal static string SnakeCase(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]|(?<=[a-z])\d+")]
    private static partial Regex WordStart();
}
