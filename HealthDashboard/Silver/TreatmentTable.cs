using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>The accepted treatments.</summary>
public sealed class TreatmentTable() : SilverTable<Treatment>(SourceTable.Treatments)
{
    private readonly List<int> _visits = [];

    /// <summary>The highest cost there may be is a billion cents.</summary>
    private readonly List<int> _cents = [];

    public DictionaryColumn Types { get; } = new();

    public DictionaryColumn Insurers { get; } = new();

    public override Treatment this[int place] => new(Visit(place), Types[place], Cents(place), Insurers[place]);

    public int Visit(int place) => _visits[place];

    public int Cents(int place) => _cents[place];

    public override void MakeRoom(int rows, RecordBatch some)
    {
        base.MakeRoom(rows, some);
        _visits.EnsureCapacity(rows);
        _cents.EnsureCapacity(rows);
        Types.MakeRoom(rows);
        Insurers.MakeRoom(rows);
    }

    protected override void Add(Treatment row)
    {
        _visits.Add(row.Visit);
        Types.Add(row.TreatmentType);
        _cents.Add(checked((int)row.CostCents));
        Insurers.Add(row.InsuranceProvider);
    }

    protected override bool Says(int place, Treatment row) =>
        this[place] with { TreatmentType = row.TreatmentType, InsuranceProvider = row.InsuranceProvider } == row
        && Alike(Types[place], row.TreatmentType)
        && Alike(Insurers[place], row.InsuranceProvider);
}
