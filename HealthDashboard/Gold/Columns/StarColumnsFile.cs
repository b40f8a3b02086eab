using System.Runtime.InteropServices;
using HealthDashboard.Silver;

namespace HealthDashboard.Gold.Columns;

/// <summary>The file <c>star.columns</c> of a snapshot: the arrays one behind the other, each with its length. Belongs to the machine that wrote it.</summary>
public static class StarColumnsFile
{
    private const long Format = 0x31_52_41_54_53; // STAR1

    public const string Name = "star.columns";

    public static void Write(string folder, StarColumns star)
    {
        using var file = new FileStream(Path.Combine(folder, Name), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Write<long>(file, [Format]);
        foreach (var texts in new[] { star.Departments, star.Countries, star.AgeGroups, star.TreatmentTypes, star.Insurers, star.PatientIds, star.PatientNames, star.DoctorIds, star.DoctorNames, Text(star, week => week.Week), Text(star, week => week.IsoWeek), star.PatientSearch.Texts, star.DoctorSearch.Texts })
            WriteText(file, texts);
        Write<long>(file, [.. star.Weeks.Select(week => week.Days)]);
        foreach (var numbers in new[] { star.PatientCountry, star.PatientAgeGroup, star.DoctorDepartment, star.VisitDepartment, star.VisitDay, star.VisitPatient, star.VisitDoctor, star.VisitTreatments, star.TreatmentType, star.TreatmentInsurer, star.TreatmentCents, star.PatientSearch.People, star.DoctorSearch.People })
            Write<int>(file, numbers);
        Write<sbyte>(file, star.VisitFollowUp);
        Write<long>(file, star.VisitCents);
        Write<long>(file, [Format]);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null when there is no such file, or it is not whole.</summary>
    public static StarColumns? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        try
        {
            if (Read<long>(file) is not [Format])
                return null;
            var texts = new Queue<TextColumn>(Enumerable.Range(0, 13).Select(_ => ReadText(file)).ToList());
            var (departments, countries, ageGroups, types, insurers) = (texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue());
            var (patientIds, patientNames, doctorIds, doctorNames, weeks, isoWeeks) = (texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue(), texts.Dequeue());
            var (patientSearch, doctorSearch) = (texts.Dequeue(), texts.Dequeue());
            var days = Read<long>(file);
            var star = new StarColumns
            {
                Departments = departments,
                Countries = countries,
                AgeGroups = ageGroups,
                TreatmentTypes = types,
                Insurers = insurers,
                PatientIds = patientIds,
                PatientNames = patientNames,
                DoctorIds = doctorIds,
                DoctorNames = doctorNames,
                Weeks = [.. days.Select((count, i) => new WeekRow(weeks[i], isoWeeks[i], count))],
                PatientCountry = Read<int>(file),
                PatientAgeGroup = Read<int>(file),
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
            return Read<long>(file) is [Format] ? star : null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private static TextColumn Text(StarColumns star, Func<WeekRow, string> part) => new([.. star.Weeks.Select(part)]);

    private static void WriteText(FileStream file, TextColumn texts)
    {
        Write<byte>(file, texts.Bytes);
        Write<int>(file, texts.Ends);
    }

    private static TextColumn ReadText(FileStream file) => new(Read<byte>(file), Read<int>(file));

    private static void Write<T>(FileStream file, ReadOnlySpan<T> values)
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
}
