namespace HealthDashboard.Tests.Support.Engines;

/// <summary>
/// A hospital that has what engines may take otherwise: names that mean something in SQL, in patterns and in addresses, letters that sort and fold
/// otherwise, nothing where something may stand, visits of no week, quartiles between two amounts.
/// </summary>
public static class AwkwardHospital
{
    public const string Department = "Ärzte/50% = \"A:1\" #1";
    public const string Ward = "O'Neil_Ward";

    public static Hospital Hospital => Support.Hospital.Tiny
        .Patient("P2,\"Björk O'Neil, the 2nd\",70,M,Côte d'Ivoire")
        .Patient("P3,Zoë @first_day 50%,,F,\"50% \\ nowhere; -- drop\"")
        .Patient("p4,🦉 Owl,5,Other,Norway")
        .Patient("P5,éa!_b,17,F,Norway")
        .Patient("P6,Ea?xb,18,,Norway")
        .Patient("P7,Never Seen,90,M,")
        .Doctor($"D2,Dr. Lung,{Quoted(Department)},3")
        .Doctor($"D3,Dr. Idle,{Ward},")
        .Visit($"V2,P2,D2,{Quoted(Department)},2025-03-09,no")
        .Visit($"V3,P3,D2,{Quoted(Department)},2025-03-10,")
        .Visit($"V4,p4,D1,{Ward},2025-03-31,yes")
        .Visit("V5,P5,D1,Cardiology,2025-04-01,yes")
        .Visit("V6,P6,D1,Cardiology,2025-07-14,no")
        .Visit("V7,P2,D1,Cardiology,2024-12-30,no")
        .Visit("V8,P2,D2,Cardiology,1950-06-01,yes")
        .Visit("V9,P9,D1,Cardiology,2025-03-03,yes")
        .Visit($"V10,P1,D1,{Quoted(Department)},03/03/2025,maybe")
        .Treatment("T2,V1,ECG,0.01,")
        .Treatment("T3,V2,ECG,99.99,Self-pay")
        .Treatment("T4,V2,\"Scan: 50% '_'\",0,Med\\Care")
        .Treatment("T5,V3,\"Scan: 50% '_'\",12345678.91,\"O'Care, Inc.\"")
        .Treatment("T6,V4,ECG,250.50,MedCare")
        .Treatment("T7,V8,MRI,10,MedCare")
        .Treatment("T8,V6,ecg,7.77,medcare")
        .Treatment("T9,V99,ECG,1,MedCare")
        .Treatment("T10,V5,MRI,none,MedCare");

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
