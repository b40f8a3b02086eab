using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthDashboard.Tests.Support.SignIn;

/// <summary>A hospital of two departments that have nothing in common, in whose files everything of the other one can be told by its looks.</summary>
public static partial class TwoDepartments
{
    /// <summary>The first of what only the other department has and a text tells of: a name, an id, a day, an amount or a sum; null without any.</summary>
    public static string? Tells(string text) => OfTheOther().Match(text) is { Success: true } found ? found.Value : null;

    public static Hospital Hospital { get; } = Made();

    private static Hospital Made()
    {
        var hospital = Support.Hospital.Tiny;
        for (var i = 2; i < 7; i++)
        {
            var day = new DateOnly(2025, 3, 3).AddDays(i * 4).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            hospital = hospital.Patient($"P{i},Ada Lovelace{i},4{i},F,France").Visit($"V{i},P{i},D1,Cardiology,{day},no").Treatment($"T{i},V{i},ECG,{i}0.50,MedCare");
        }

        hospital = hospital.Doctor("D91,Dr. Zulu,Zulu Ward,9").Visit("V8,P1,D1,Cardiology,2025-99-03,yes").Visit("V989,P991,D91,Zulu Ward,2025-99-03,yes").Visit("V990,P991,D91,,2025-03-04,yes");
        // One who is known in both.
        hospital = hospital.Visit("V999,P1,D91,Zulu Ward,2025-04-29,yes").Treatment("T999,V999,Zulu Scan,7777.31,Zulu Mutual");
        for (var i = 10; i < 60; i++)
            hospital = hospital.Patient($"P9{i},Zulu Person{i},77,M,Zululand").Visit($"V9{i},P9{i},D91,Zulu Ward,2025-04-{1 + (i % 28):00},yes").Treatment($"T9{i},V9{i},Zulu Scan,7777.31,Zulu Mutual");
        return hospital;
    }

    [GeneratedRegex(@"[Zz]ulu|\bP9\d\d\b|\bV9\d\d\b|\bT9\d\d\b|\bD91\b|7,?777|396,?642|2025-04-[12]|Apr 2025")]
    private static partial Regex OfTheOther();
}
