using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>The accepted patients.</summary>
public sealed class PatientTable() : SilverTable<Patient>(SourceTable.Patients)
{
    private const sbyte NotKnown = -1;

    private readonly List<sbyte> _ages = [];

    public Utf8ColumnBuilder Names { get; } = new();

    public DictionaryColumn Genders { get; } = new();

    public DictionaryColumn Countries { get; } = new();

    public override Patient this[int place] => new(Encoding.UTF8.GetString(Names[place]), Age(place), Genders[place], Countries[place]);

    public int? Age(int place) => _ages[place] is not NotKnown and var age ? age : null;

    public override void MakeRoom(int rows, RecordBatch some)
    {
        base.MakeRoom(rows, some);
        Names.MakeRoom(rows, some.LengthOf(Patient.At.PatientName));
        _ages.EnsureCapacity(rows);
        Genders.MakeRoom(rows);
        Countries.MakeRoom(rows);
    }

    protected override void Add(Patient row)
    {
        Names.Add(Encoding.UTF8.GetBytes(row.PatientName));
        _ages.Add((sbyte?)row.Age ?? NotKnown);
        Genders.Add(row.Gender);
        Countries.Add(row.Country);
    }

    protected override bool Says(int place, Patient row) => this[place] with { Country = row.Country } == row && Alike(Countries[place], row.Country);
}
