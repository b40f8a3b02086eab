using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using HealthDashboard.Threads;
using Microsoft.Data.Sqlite;

namespace HealthDashboard.Warehouse;

/// <summary>A file as it was when its snapshot was finished.</summary>
public sealed record ManifestFile(long Bytes, string Sha256);

/// <summary>
/// What the files of a finished snapshot are, to the byte, in <c>manifest.json</c> beside them. They never change: a file that is
/// another one later is damaged, whatever of it can still be read.
/// </summary>
public static class Manifest
{
    private const string Name = "manifest.json";

    /// <summary>Takes down what stands in the folder. The files are complete.</summary>
    public static void Write(string folder)
    {
        var sizes = new DirectoryInfo(folder).GetFiles().Where(file => file.Name != Name).ToDictionary(file => file.Name, file => file.Length);
        var files = Hashes(folder, sizes.OrderByDescending(file => file.Value).Select(file => file.Key)).ToDictionary(file => file.Key, file => new ManifestFile(sizes[file.Key], file.Value));
        WholeFile.Write(Path.Combine(folder, Name), JsonSerializer.Serialize(files, ManifestWriting.Default.DictionaryStringManifestFile));
    }

    /// <summary>How the files look from outside: other than at the last look, and they are not what they were.</summary>
    public static string Stamps(string folder)
    {
        try
        {
            return string.Join('|', new DirectoryInfo(folder).EnumerateFiles()
                .Where(file => !file.Name.StartsWith("run.json", StringComparison.Ordinal))
                .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"))
                .Order(StringComparer.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.GetType().Name;
        }
    }

    /// <summary>What is wrong with the files, as a part of a sentence; null when nothing is.</summary>
    /// <param name="toTheByte">Reads all of them; otherwise their lengths must do.</param>
    public static string? Damage(string folder, bool toTheByte)
    {
        try
        {
            var expected = Expected(folder);
            return expected.Select(file => WrongLength(folder, file.Key, file.Value)).FirstOrDefault(wrong => wrong is not null)
                ?? (toTheByte ? OtherBytes(folder, expected) : null);
        }
        catch (JsonException)
        {
            return $"{Name} is not what was written";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"its files cannot be read ({fault.GetType().Name})";
        }
    }

    /// <summary>By name. A snapshot of an earlier version may have no manifest: of its layers nothing is known but that they must be there.</summary>
    private static Dictionary<string, ManifestFile> Expected(string folder) => File.Exists(Path.Combine(folder, Name))
        ? JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(folder, Name)), ManifestJson.Default.DictionaryStringManifestFile) ?? throw new JsonException()
        : OfLayers(folder).ToDictionary(name => name, _ => new ManifestFile(-1, ""));

    /// <summary>Before there were manifests silver had a file of its own: it is missed unless gold's holds what silver adds to the rows.</summary>
    private static IReadOnlyList<string> OfLayers(string folder) =>
        Asked(LayerFiles.PathOf(folder, "gold"), "select name from sqlite_schema where name = 'control_totals'")?.Count is 0 ? [.. LayerFiles.Names, "silver.db"] : LayerFiles.Names;

    private static string? WrongLength(string folder, string name, ManifestFile expected)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return !file.Exists ? $"{name} is missing"
            : file.Length == 0 && expected.Bytes < 0 ? $"{name} is empty"
            : expected.Bytes >= 0 && file.Length != expected.Bytes ? string.Create(CultureInfo.InvariantCulture, $"{name} holds {file.Length:N0} bytes, where {expected.Bytes:N0} were written")
            : null;
    }

    private static string? OtherBytes(string folder, Dictionary<string, ManifestFile> expected)
    {
        if (expected.Values.All(file => file.Bytes < 0))
            return OfLayers(folder).Where(name => Asked(Path.Combine(folder, name), SqliteFiles.QuickCheck("main"))?.Count is not 0).Select(name => $"{name} cannot be read to its end").FirstOrDefault();
        var found = Hashes(folder, expected.OrderByDescending(file => file.Value.Bytes).Select(file => file.Key));
        return expected.Where(file => found[file.Key] != file.Value.Sha256).Select(file => $"{file.Key} holds other bytes than were written").FirstOrDefault();
    }

    /// <summary>What a file itself says, the next best where no hash is known; null where it cannot be read.</summary>
    private static IReadOnlyList<string>? Asked(string path, string sql)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return connection.Query<string>(sql).AsList();
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Of files by name, the largest first, so that the cores end together.</summary>
    private static ConcurrentDictionary<string, string> Hashes(string folder, IEnumerable<string> names)
    {
        var hashes = new ConcurrentDictionary<string, string>();
        ShareOut.Do(
            () => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
            [.. names.Select(name => (Action<IncrementalHash>)(sha => hashes[name] = FileDigest.Of(Path.Combine(folder, name), sha)))]);
        return hashes;
    }
}

/// <summary>By code of the build: a command ends before reflection has warmed up.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Dictionary<string, ManifestFile>))]
internal sealed partial class ManifestJson : JsonSerializerContext;

/// <summary>Of writing alone: a run that writes its first manifest has read none.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Dictionary<string, ManifestFile>))]
internal sealed partial class ManifestWriting : JsonSerializerContext;
