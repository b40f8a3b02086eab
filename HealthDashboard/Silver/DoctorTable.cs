using HealthDashboard.Bronze;

namespace HealthDashboard.Silver;

/// <summary>The accepted doctors.</summary>
public sealed class DoctorTable() : SilverTable<Doctor>(SourceTable.Doctors)
{
    private readonly List<Doctor> _rows = [];

    public override Doctor this[int place] => _rows[place];

    protected override void Add(Doctor row) => _rows.Add(row);

    protected override bool Says(int place, Doctor row) => this[place] with { Department = row.Department } == row && Alike(this[place].Department, row.Department);
}
