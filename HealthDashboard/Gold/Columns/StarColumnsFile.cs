using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The file <c>star.columns</c> of a snapshot: the columns one behind the other, each with its name and length, and the SHA-256 of all of it
/// at the end. Belongs to the machine that wrote it.
/// </summary>
public static class StarColumnsFile
{
    private const long Format = 0x37_52_41_54_53; // STAR7

    /// <summary>Every column that is not made of others, under its name.</summary>
    private static readonly PropertyInfo[] Stored = [.. typeof(StarColumns).GetProperties().Where(property => property.IsDefined(typeof(RequiredMemberAttribute)))];

    public const string Name = "star.columns";

    public static void Write(string folder, StarColumns star)
    {
        using var stream = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new Output(stream, sha);
        Write<long>(file, [Format]);
        foreach (var column in Stored)
        {
            Write<byte>(file, Encoding.UTF8.GetBytes(column.Name));
            Write(file, column.GetValue(star)!);
        }

        stream.Write(sha.GetHashAndReset());
    }

    /// <summary>Whether the bytes are those that were written.</summary>
    public static bool IsWhole(string folder)
    {
        using var file = Open(folder);
        return IsWhole(file);
    }

    /// <summary>Null when there is no such file, it is not whole, or another version of the program wrote it.</summary>
    public static StarColumns? Read(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Name)))
            return null;
        using var file = Open(folder);
        if (!IsWhole(file))
            return null;
        file.Position = 0;
        try
        {
            if (Read<long>(file) is not [Format])
                return null;
            var star = Activator.CreateInstance<StarColumns>();
            foreach (var column in Stored)
            {
                if (Encoding.UTF8.GetString(Read<byte>(file)) != column.Name)
                    return null;
                column.SetValue(star, Read(file, column.PropertyType));
            }

            return star;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static void Write(Output file, object column)
    {
        switch (column)
        {
            case Utf8Column texts:
                WriteText(file, texts);
                break;
            case int[] numbers:
                Write<byte>(file, NarrowNumbers.Of(numbers));
                break;
            case sbyte[] numbers:
                Write<sbyte>(file, numbers);
                break;
            case IReadOnlyList<WeekRow> weeks:
                WriteText(file, new([.. weeks.Select(week => week.Week)]));
                WriteText(file, new([.. weeks.Select(week => week.IsoWeek)]));
                Write<long>(file, [.. weeks.Select(week => week.Days)]);
                break;
            default:
                throw Unknown(column.GetType());
        }
    }

    private static object Read(FileStream file, Type column) =>
        column == typeof(Utf8Column) ? ReadText(file)
        : column == typeof(int[]) ? NarrowNumbers.Read<int>(Read<byte>(file))
        : column == typeof(sbyte[]) ? Read<sbyte>(file)
        : column == typeof(IReadOnlyList<WeekRow>) ? ReadWeeks(file)
        : throw Unknown(column);

    private static WeekRow[] ReadWeeks(FileStream file)
    {
        var (weeks, isoWeeks, days) = (ReadText(file), ReadText(file), Read<long>(file));
        return [.. days.Select((count, i) => new WeekRow(weeks[i], isoWeeks[i], count))];
    }

    private static InvalidOperationException Unknown(Type column) => new($"There is no way yet to store a column of {column}.");

    private static FileStream Open(string folder) => new(Path.Combine(folder, Name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);

    private static bool IsWhole(FileStream file)
    {
        if (file.Length < SHA256.HashSizeInBytes)
            return false;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (piece, left) = (new byte[1 << 20], file.Length - SHA256.HashSizeInBytes);
        for (int read; left > 0 && (read = file.Read(piece, 0, (int)Math.Min(left, piece.Length))) > 0; left -= read)
            sha.AppendData(piece, 0, read);
        var written = new byte[SHA256.HashSizeInBytes];
        return file.ReadAtLeast(written, written.Length, throwOnEndOfStream: false) == written.Length && sha.GetHashAndReset().SequenceEqual(written);
    }

    private static void WriteText(Output file, Utf8Column texts)
    {
        Write<byte>(file, texts.Bytes);
        Write<byte>(file, NarrowNumbers.Of(texts.Ends));
    }

    private static Utf8Column ReadText(FileStream file) => new(Read<byte>(file), NarrowNumbers.Read<int>(Read<byte>(file)));

    private static void Write<T>(Output file, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var count = (long)values.Length;
        file.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in count)));
        file.Write(MemoryMarshal.AsBytes(values));
    }

    private static T[] Read<T>(FileStream file)
        where T : unmanaged
    {
        long count = 0;
        file.ReadExactly(MemoryMarshal.AsBytes(new Span<long>(ref count)));
        if (count < 0 || count > file.Length)
            throw new EndOfStreamException();
        var values = GC.AllocateUninitializedArray<T>((int)count);
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private readonly record struct Output(FileStream File, IncrementalHash Sha)
    {
        public void Write(ReadOnlySpan<byte> bytes)
        {
            File.Write(bytes);
            Sha.AppendData(bytes);
        }
    }
}
