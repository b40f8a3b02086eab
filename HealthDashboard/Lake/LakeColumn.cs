using ParquetSharp;
using ParquetSharp.Schema;

namespace HealthDashboard.Lake;

/// <summary>What a column holds, as Delta and Parquet name it.</summary>
public enum LakeType
{
    Text,

    /// <summary>32 bits.</summary>
    Whole,

    /// <summary>64 bits: what adds up, cents among it, and <c>rank()</c>, which is narrower in some engines.</summary>
    Wide,

    Date,

    /// <summary>The amount of one treatment, two digits behind the point. Read as cents.</summary>
    Amount,

    /// <summary>A sum of amounts, exact to the cent. Read as units.</summary>
    Sum,

    /// <summary>What is divided.</summary>
    Ratio,

    /// <summary>A moment in whole milliseconds. Read as such, since 1970 in UTC.</summary>
    Moment,
}

/// <summary>A column of a Delta table.</summary>
/// <param name="Name">The same in Delta, in the file and in the dashboard's SQL.</param>
/// <param name="Sql">The expression that it is read by; its name where there is none.</param>
public sealed record LakeColumn(string Name, LakeType Type = LakeType.Text, string? Sql = null)
{
    /// <summary>Whether it tells what somebody is called, so that it is empty unless names were asked for, and no statistics tell of it either.</summary>
    public bool NamesPeople { get; init; }

    /// <summary>Whether there are so many values that no dictionary makes them smaller.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether there are so few that each is kept once while rows are gathered.</summary>
    public bool HasFewValues { get; init; } = true;

    /// <summary>The type in a Delta schema.</summary>
    public string DeltaType => Type switch
    {
        LakeType.Text => "string",
        LakeType.Whole => "integer",
        LakeType.Wide => "long",
        LakeType.Date => "date",
        LakeType.Amount => "decimal(12,2)",
        LakeType.Sum => "decimal(18,2)",
        LakeType.Ratio => "double",
        _ => "timestamp",
    };

    /// <summary>The same in SQL.</summary>
    public string SqlType => Type switch
    {
        LakeType.Whole => "int",
        LakeType.Wide => "bigint",
        _ => DeltaType,
    };

    /// <summary>The column of a Parquet file. All may be empty.</summary>
    public PrimitiveNode Node()
    {
        var (logical, physical) = Type switch
        {
            LakeType.Text => (LogicalType.String(), PhysicalType.ByteArray),
            LakeType.Whole => (LogicalType.None(), PhysicalType.Int32),
            LakeType.Wide => (LogicalType.None(), PhysicalType.Int64),
            LakeType.Date => (LogicalType.Date(), PhysicalType.Int32),
            LakeType.Amount => (LogicalType.Decimal(12, 2), PhysicalType.Int64),
            LakeType.Sum => (LogicalType.Decimal(18, 2), PhysicalType.Int64),
            LakeType.Ratio => (LogicalType.None(), PhysicalType.Double),
            _ => (LogicalType.Timestamp(true, TimeUnit.Micros), PhysicalType.Int64),
        };
        using (logical)
            return new PrimitiveNode(Name, Repetition.Optional, logical, physical);
    }
}
