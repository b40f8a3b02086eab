using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;

namespace HealthDashboard.Lake;

/// <summary>The tables of the lake: silver, the star schema and the thirteen views.</summary>
public static class LakeTables
{
    private static readonly LakeColumn Line = new("line", LakeType.Wide) { IsUnique = true };

    private static readonly LakeColumn Doctor = new("doctor_id") { HasFewValues = false };

    private static readonly LakeColumn VisitDate = new("visit_date", LakeType.Date);

    private static readonly LakeColumn Week = new("week", LakeType.Date);

    private static readonly LakeColumn Answer = new("follow_up_required", LakeType.Whole);

    /// <summary>What a filter asks of the visit stands with each treatment, so that other engines need not look it up for each row. A visit is looked at once for all its treatments.</summary>
    private const string Treatments = "gold.dim_visits as visit cross join gold.fact_treatments as treatment on treatment.visit_id = visit.visit_id";

    private const string Visits = "gold.dim_visits";

    /// <summary>In both layers the same; an earlier version kept the line in silver alone.</summary>
    private const string Patients = "silver.patients";

    private static readonly LakeColumn VisitId = Unique("visit_id");

    private static readonly LakeColumn PatientId = Unique("patient_id");

    private static readonly LakeColumn[] Treatment =
    [
        Unique("treatment_id"), VisitId with { Sql = "treatment.visit_id" }, new("treatment_type"), new("cost_cents", LakeType.Wide, "treatment.cost_cents"), new("insurance_provider"), Line with { Sql = "treatment.line" },
    ];

    /// <summary>Those that take longest come first, so that the cores end together, and what is read together apart, so that nobody waits.</summary>
    public static IReadOnlyList<LakeTable> All { get; } =
    [
        new("gold/fact_treatments", Treatments, [.. Columns("treatment_id", "visit_id", "treatment_type"), new("treatment_cost", LakeType.Amount, "treatment.cost_cents"), .. Columns("insurance_provider", "cost_cents", "line"),
            PatientId, Doctor, new("department"), VisitDate, Week]) { SortBy = "treatment_type" },
        new("gold/dim_visits", Visits,
        [
            VisitId, PatientId, Doctor, new("department"), VisitDate, Answer, Week, new("treatment_count", LakeType.Wide), new("cost_cents", LakeType.Wide), Line,
        ]),
        new("silver/visits", Visits,
        [
            VisitId, PatientId, Doctor, VisitDate, Week, Answer,
            new("follow_up", Sql: "case follow_up_required when 1 then 'Yes' when 0 then 'No' else 'Unknown' end"), Line, new("department"),
        ]) { PartitionBy = "department" },
        .. GoldCatalog.All.Where(view => view.HasRowPerPerson).Select(Of),
        new("silver/patients", Patients, [PatientId, Person("patient_name"), new("age", LakeType.Whole), new("age_group"), new("gender"), Line, new("country")])
        {
            PartitionBy = "country",
        },
        new("silver/treatments", Treatments, Treatment),
        new("gold/dim_patients", Patients, [PatientId, Person("patient_name"), new("age", LakeType.Whole), new("gender"), new("country"), new("age_group")]),
        .. GoldCatalog.All.Where(view => !view.HasRowPerPerson).Select(Of),
        new("silver/rule_hits", "silver.rule_hits",
        [
            new("table_name"), new("line", LakeType.Wide), new("column_name"), new("rule"), new("severity"), Person("value"), new("expected"), new("because"),
        ]),
        new("silver/doctors", "silver.doctors", [Unique("doctor_id"), Person("doctor_name"), new("department"), new("years_experience", LakeType.Whole), Line]),
        new("gold/dim_doctors", "gold.dim_doctors", [Unique("doctor_id"), Person("doctor_name"), new("department"), new("years_experience", LakeType.Whole)]),
        new("gold/dim_departments", "gold.dim_departments", [new("department")]),
        new("gold/dim_weeks", "gold.dim_weeks", [Week, new("iso_week"), new("days", LakeType.Whole)]),
    ];

    /// <summary>Which versions of which tables belong to which run: the one table that tells what is whole, since no commit spans several.</summary>
    public static LakeTable Published { get; } = new("published", "", [new("run_id"), new("published_at", LakeType.Moment), new("table_name"), new("version", LakeType.Wide)]);

    private static IEnumerable<LakeColumn> Columns(params string[] names) => names.Select(name => Treatment.Single(column => column.Name == name));

    private static LakeColumn Unique(string name) => new(name) { IsUnique = true };

    private static LakeColumn Person(string name) => new(name) { NamesPeople = true };

    private static LakeTable Of(GoldView view) => new($"gold/{view.Name}", $"gold.{view.Name} order by {view.OrderBy}",
    [
        .. view.Columns.Select(column => new LakeColumn(column.Name, TypeOf(column))
        {
            NamesPeople = column.Dimension == Dimensions.PatientName || column.Dimension == Dimensions.DoctorName,
            IsUnique = column == view.Key,
        }),
    ]);

    /// <summary>An average or a quartile has digits behind the cent, a sum has none.</summary>
    private static LakeType TypeOf(Column column) => column.Kind switch
    {
        ColumnKind.Period => LakeType.Date,
        ColumnKind.Count or ColumnKind.People or ColumnKind.Number => LakeType.Wide,
        ColumnKind.Rate or ColumnKind.Percent => LakeType.Ratio,
        ColumnKind.Money => column.Measure!.Aggregation is Aggregation.Ratio or Aggregation.Quartile ? LakeType.Ratio : LakeType.Sum,
        _ => LakeType.Text,
    };
}
