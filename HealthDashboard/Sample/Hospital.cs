namespace HealthDashboard.Sample;

/// <summary>
/// A department of one hospital: its visits in the two years, its doctors, after how many visits in a hundred another one is
/// recommended, the ages of those it sees first (from the youngest to the oldest by eighths), and how often it gives each of
/// <see cref="Hospital.Treatments"/> in a hundred.
/// </summary>
internal sealed record Department(string Name, int Visits, int Doctors, int FollowUp, int[] Ages, int[] Treatments);

/// <summary>
/// A kind of treatment with its median price. With spread 1 prices scatter as <see cref="Billing"/>'s table says, with 0 they
/// do not.
/// </summary>
internal sealed record Treatment(string Name, double Price, double Spread);

/// <summary>Who pays, and how many patients in a hundred they pay for.</summary>
internal sealed record Insurer(string Name, int Share);

/// <summary>What one hospital consists of. A larger data set is so many hospitals of this kind.</summary>
internal static class Hospital
{
    public const int Patients = 600;
    public const int Doctors = 60;
    public const int Visits = 1_500;
    public const int Treated = 2_000;

    public const int Emergency = 0;
    public const int Respiratory = 1;
    public const int Cardiology = 2;
    public const int Pediatrics = 3;
    public const int Dermatology = 8;

    public const int MriScan = 5;

    public static readonly Department[] Departments =
    [
        //                                                                                      Con Blo  XR  US  CT MRI ECG  PT Min Sur Inf Cou
        new("Emergency", 270, 10, 26, [0, 9, 21, 31, 42, 53, 65, 78, 96],                       [23, 20, 18,  6, 10,  2, 12,  0,  8,  1,  0,  0]),
        new("Respiratory Medicine", 225, 7, 33, [3, 20, 36, 47, 56, 64, 71, 79, 95],            [26, 18, 24,  2, 11,  1,  6,  7,  3,  0,  2,  0]),
        new("Cardiology", 195, 8, 31, [22, 45, 54, 60, 66, 71, 76, 82, 96],                     [20, 17,  4, 17,  4,  5, 26,  1,  3,  3,  0,  0]),
        new("Pediatrics", 165, 7, 26, [0, 1, 2, 4, 6, 8, 11, 14, 17],                           [46, 22,  9,  8,  1,  1,  2,  3,  7,  0,  0,  1]),
        new("Orthopedics", 150, 7, 33, [8, 22, 34, 44, 52, 60, 67, 76, 92],                     [18,  3, 25,  3,  4, 20,  0, 19,  4,  4,  0,  0]),
        new("Oncology", 135, 6, 35, [18, 42, 52, 58, 63, 68, 74, 80, 92],                       [18, 24,  2,  4, 11, 14,  0,  1,  2,  2, 19,  3]),
        new("Gastroenterology", 105, 4, 30, [15, 29, 38, 46, 53, 60, 67, 76, 91],               [24, 22,  1, 18,  7,  5,  0,  0, 19,  2,  2,  0]),
        new("Neurology", 90, 4, 32, [13, 28, 39, 48, 56, 63, 71, 78, 93],                       [25, 13,  0,  2,  8, 33,  4,  9,  2,  0,  3,  1]),
        new("Dermatology", 90, 4, 27, [2, 17, 25, 32, 39, 48, 58, 69, 90],                      [52, 10,  0,  1,  0,  0,  0,  0, 35,  1,  1,  0]),
        new("Psychiatry", 75, 3, 34, [14, 21, 27, 32, 38, 44, 51, 61, 84],                      [26,  8,  0,  0,  0,  3,  2,  0,  0,  0,  0, 61]),
    ];

    public static readonly Treatment[] Treatments =
    [
        new("Consultation", 120, 0.6),
        new("Blood Test", 65, 0.8),
        new("X-Ray", 180, 0.7),
        new("Ultrasound", 240, 0.7),
        new("CT Scan", 780, 0.6),
        new("MRI Scan", 1_180, 0.1),
        new("ECG", 95, 0.6),
        new("Physical Therapy", 110, 0.5),
        new("Minor Procedure", 620, 0.8),
        new("Surgery", 4_900, 0.7),
        new("Infusion Therapy", 1_700, 0.7),
        new("Counseling", 150, 0.5),
    ];

    public static readonly Insurer[] Insurers =
    [
        new("Evergreen Mutual", 29),
        new("Harbor Health", 20),
        new("Northstar Insurance", 14),
        new("CarePoint", 11),
        new("Unity Medical Plan", 8),
        new("Summit Life & Health", 6),
        new("Atlas Global", 4),
        new("Uninsured", 8),
    ];
}
