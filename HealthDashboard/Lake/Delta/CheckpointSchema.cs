using ParquetSharp;
using ParquetSharp.Schema;

namespace HealthDashboard.Lake.Delta;

/// <summary>How a field of a checkpoint repeats.</summary>
internal enum CheckpointShape
{
    Single,
    MapKey,
    MapValue,
    List,
}

/// <summary>A column of a checkpoint: each row is one action, a group of its own that is empty in all other rows.</summary>
/// <param name="Groups">The names that lead to the field, the action first.</param>
internal sealed record CheckpointField(string[] Groups, string Name, PhysicalType Type, CheckpointShape Shape = CheckpointShape.Single);

/// <summary>What a checkpoint of Delta holds, as its protocol says.</summary>
internal static class CheckpointSchema
{
    private static readonly CheckpointField[] All =
    [
        .. Of(["txn"], PhysicalType.ByteArray, "appId"), .. Of(["txn"], PhysicalType.Int64, "version", "lastUpdated"),
        .. Of(["add"], PhysicalType.ByteArray, "path"), .. Map(["add"], "partitionValues"), .. Of(["add"], PhysicalType.Int64, "size", "modificationTime"),
        .. Of(["add"], PhysicalType.Boolean, "dataChange"), .. Of(["add"], PhysicalType.ByteArray, "stats"),
        .. Of(["remove"], PhysicalType.ByteArray, "path"), .. Of(["remove"], PhysicalType.Int64, "deletionTimestamp"), .. Of(["remove"], PhysicalType.Boolean, "dataChange", "extendedFileMetadata"),
        .. Map(["remove"], "partitionValues"), .. Of(["remove"], PhysicalType.Int64, "size"),
        .. Of(["metaData"], PhysicalType.ByteArray, "id", "name", "description"), .. Of(["metaData", "format"], PhysicalType.ByteArray, "provider"), .. Map(["metaData", "format"], "options"),
        .. Of(["metaData"], PhysicalType.ByteArray, "schemaString"), new(["metaData"], "partitionColumns", PhysicalType.ByteArray, CheckpointShape.List), .. Map(["metaData"], "configuration"),
        .. Of(["metaData"], PhysicalType.Int64, "createdTime"),
        .. Of(["protocol"], PhysicalType.Int32, "minReaderVersion", "minWriterVersion"),
    ];

    /// <summary>In the order of the columns of a file.</summary>
    public static IReadOnlyList<CheckpointField> Fields => All;

    public static GroupNode Root() => new("schema", Repetition.Required, Nodes([]));

    /// <summary>What lies directly in a group, in the order of the fields; fields that share a name or a group are one node.</summary>
    private static Node[] Nodes(string[] group) =>
    [
        .. All.Where(field => field.Groups.Length >= group.Length && field.Groups.AsSpan(0, group.Length).SequenceEqual(group))
            .GroupBy(field => field.Groups.Length > group.Length ? field.Groups[group.Length] : field.Name)
            .Select(same => same.First().Groups.Length > group.Length ? new GroupNode(same.Key, Repetition.Optional, Nodes([.. group, same.Key])) : NodeOf(same.First())),
    ];

    private static Node NodeOf(CheckpointField field)
    {
        using var map = LogicalType.Map();
        using var list = LogicalType.List();
        return field.Shape switch
        {
            CheckpointShape.Single => Leaf(field.Name, field.Type, Repetition.Optional),
            CheckpointShape.List => new GroupNode(field.Name, Repetition.Optional, [new GroupNode("list", Repetition.Repeated, [Leaf("element", field.Type, Repetition.Optional)])], list),
            _ => new GroupNode(
                field.Name, Repetition.Optional,
                [new GroupNode("key_value", Repetition.Repeated, [Leaf("key", field.Type, Repetition.Required), Leaf("value", field.Type, Repetition.Optional)])], map),
        };
    }

    private static PrimitiveNode Leaf(string name, PhysicalType type, Repetition repetition)
    {
        using var logical = type == PhysicalType.ByteArray ? LogicalType.String() : LogicalType.None();
        return new PrimitiveNode(name, repetition, logical, type);
    }

    private static IEnumerable<CheckpointField> Of(string[] groups, PhysicalType type, params string[] names) => names.Select(name => new CheckpointField(groups, name, type));

    private static CheckpointField[] Map(string[] groups, string name) =>
        [new(groups, name, PhysicalType.ByteArray, CheckpointShape.MapKey), new(groups, name, PhysicalType.ByteArray, CheckpointShape.MapValue)];
}
