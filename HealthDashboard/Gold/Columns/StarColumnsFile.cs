using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The file <c>star.columns</c> of a snapshot: the arrays one behind the other, each with its length, and the SHA-256 of all of it at
/// the end. Belongs to the machine that wrote it.
/// </summary>
public static class StarColumnsFile
{
    private const long Format = 0x33_52_41_54_53; // STAR3

    public const string Name = "star.columns";

    public static void Write(string folder, StarColumns star)
    {
        using var stream = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var file = new Output(stream, sha);
        Write<long>(file, [Format]);
        foreach (var texts in new[] { star.Departments, star.Countries, star.AgeGroups, star.Genders, star.TreatmentTypes, star.Insurers, star.PatientIds, star.PatientNames, star.DoctorIds, star.DoctorNames, Text(star, week => week.Week), Text(star, week => week.IsoWeek), star.PatientSearch.Texts, star.DoctorSearch.Texts })
            WriteText(file, texts);
        Write<long>(file, [.. star.Weeks.Select(week => week.Days)]);
        foreach (var numbers in new[] { star.PatientCountry, star.PatientAgeGroup, star.PatientGender, star.DoctorDepartment, star.VisitDepartment, star.VisitDay, star.VisitPatient, star.VisitDoctor, star.VisitTreatments, star.TreatmentType, star.TreatmentInsurer, star.TreatmentCents, star.PatientSearch.People, star.DoctorSearch.People })
            Write<int>(file, numbers);
        Write<sbyte>(file, star.VisitFollowUp);
        Write<long>(file, star.VisitCents);
        stream.Write(sha.GetHashAndReset());
        stream.Flush(flushToDisk: true);
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
            var texts = new Queue<Utf8Column>(Enumerable.Range(0, 14).Select(_ => ReadText(file)).ToList());
            var (departments, countries, ageGroups, genders, types, insurers) = (texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue());
            var (patientIds, patientNames, doctorIds, doctorNames, weeks, isoWeeks) = (texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue());
            var (patientSearch, doctorSearch) = (texts.Dequeue(), texts.Dequeue());
            var days = Read<long>(file);
            var star = new StarColumns
            {
                Departments = departments,
                Countries = countries,
                AgeGroups = ageGroups,
                Genders = genders,
                TreatmentTypes = types,
                Insurers = insurers,
                PatientIds = patientIds,
                PatientNames = patientNames,
                DoctorIds = doctorIds,
                DoctorNames = doctorNames,
                Weeks = [.. days.Select((count, i) => new WeekRow(weeks[i], isoWeeks[i], count))],
                PatientCountry = Read<int>(file),
                PatientAgeGroup = Read<int>(file),
                PatientGender = Read<int>(file),
                DoctorDepartment = Read<int>(file),
                VisitDepartment = Read<int>(file),
                VisitDay = Read<int>(file),
                VisitPatient = Read<int>(file),
                VisitDoctor = Read<int>(file),
                VisitTreatments = Read<int>(file),
                TreatmentType = Read<int>(file),
                TreatmentInsurer = Read<int>(file),
                TreatmentCents = Read<int>(file),
                PatientSearch = new NameSearch(Read<int>(file), patientSearch),
                DoctorSearch = new NameSearch(Read<int>(file), doctorSearch),
                VisitFollowUp = Read<sbyte>(file),
                VisitCents = Read<long>(file),
            };
            return star;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static Utf8Column Text(StarColumns star, Func<WeekRow, string> part) => new([.. star.Weeks.Select(part)]);

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
        Write<int>(file, texts.Ends);
    }

    private static Utf8Column ReadText(FileStream file) => new(Read<byte>(file), Read<int>(file));

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
