using System.Text;

namespace HealthDashboard.Tests.Support;

/// <summary>
/// A hospital small enough to work out in one's head, as the four files. Starts with one patient (P1), one doctor (D1 of
/// Cardiology), one visit (V1 on Monday 2025-03-03) and one treatment (T1 for 100.00), and grows row by row.
/// </summary>
public sealed class Hospital
{
    public const string PatientHeader = "patient_id,patient_name,age,gender,country";
    public const string DoctorHeader = "doctor_id,doctor_name,department,years_experience";
    public const string VisitHeader = "visit_id,patient_id,doctor_id,department,visit_date,follow_up_required";
    public const string TreatmentHeader = "treatment_id,visit_id,treatment_type,treatment_cost,insurance_provider";

    private readonly Dictionary<string, List<string>> _lines = new()
    {
        ["patients.csv"] = [PatientHeader],
        ["doctors.csv"] = [DoctorHeader],
        ["visits.csv"] = [VisitHeader],
        ["treatments.csv"] = [TreatmentHeader],
    };

    private readonly Dictionary<string, byte[]?> _files = [];

    /// <summary>Headers only.</summary>
    public static Hospital Empty => new();

    public static Hospital Tiny => Empty
        .Patient("P1,Ada Byron,36,F,United Kingdom")
        .Doctor("D1,Dr. Hart,Cardiology,12")
        .Visit("V1,P1,D1,Cardiology,2025-03-03,yes")
        .Treatment("T1,V1,ECG,100.00,MedCare");

    public Hospital Patient(string record) => Add("patients.csv", record);

    public Hospital Doctor(string record) => Add("doctors.csv", record);

    public Hospital Visit(string record) => Add("visits.csv", record);

    public Hospital Treatment(string record) => Add("treatments.csv", record);

    public Hospital Header(string file, string header)
    {
        _lines[file][0] = header;
        return this;
    }

    /// <summary>Puts other bytes in the place of a file; null leaves the file out.</summary>
    public Hospital File(string file, byte[]? bytes)
    {
        _files[file] = bytes;
        return this;
    }

    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, lines) in _lines)
        {
            var path = Path.Combine(folder, file);
            if (!_files.TryGetValue(file, out var bytes))
                bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
            if (bytes is null)
                System.IO.File.Delete(path);
            else
                System.IO.File.WriteAllBytes(path, bytes);
        }
    }

    private Hospital Add(string file, string record)
    {
        _lines[file].Add(record);
        return this;
    }
}
