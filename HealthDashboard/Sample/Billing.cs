using System.Globalization;

namespace HealthDashboard.Sample;

/// <summary>The treatments of each visit, and what they cost whom.</summary>
internal sealed class Billing(CsvTable table, int scale, ulong seed)
{
    private const int BlankInsurer = 4;
    private const double MriIncrease = 0.4;

    /// <summary>Quantiles of price / median price in steps of five per cent: half of them close to 1, few far above.</summary>
    private static readonly double[] PriceShape =
    [
        0.50, 0.60, 0.67, 0.72, 0.76, 0.80, 0.84, 0.88, 0.92, 0.96,
        1.00, 1.05, 1.11, 1.18, 1.26, 1.36, 1.49, 1.66, 1.90, 2.35, 4.20,
    ];

    private static readonly int[] InsurerShares = [.. Hospital.Insurers.Select(insurer => insurer.Share)];

    /// <summary>Of a hospital's 1,500 visits those with 0, 1, 2 … treatments, 2,000 together. Drawn until none is left.</summary>
    private readonly int[] visitsBySize = [375 * scale, 580 * scale, 320 * scale, 140 * scale, 65 * scale, 20 * scale];

    private readonly Numbering ids = new('T', 5, Hospital.Treated * scale);
    private readonly RandomStream random = new(seed, Purpose.Billing);
    private int written;

    public void Treat(string visitId, int patient, int department, int day)
    {
        var size = random.Pick(visitsBySize);
        visitsBySize[size]--;
        for (var i = 0; i < size; i++)
        {
            var type = random.Pick(Hospital.Departments[department].Treatments);
            var insurer = random.Chance(BlankInsurer) ? "" : InsurerOf(patient);
            table.Write(ids[written++], visitId, Hospital.Treatments[type].Name, Price(type, day), insurer);
        }
    }

    /// <summary>People keep their insurer.</summary>
    private string InsurerOf(int patient) =>
        Hospital.Insurers[new RandomStream(seed, Purpose.Insurance, patient).Pick(InsurerShares)].Name;

    private string Price(int type, int day)
    {
        var treatment = Hospital.Treatments[type];
        var price = treatment.Price * (1 + (treatment.Spread * (random.Quantile<double>(PriceShape) - 1)));
        if (type == Hospital.MriScan)
        {
            price *= 1 + (MriIncrease * day / (VisitCalendar.DayCount - 1));
        }

        var cents = (long)((price * 100) + 0.5);
        return string.Create(CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:00}");
    }
}
