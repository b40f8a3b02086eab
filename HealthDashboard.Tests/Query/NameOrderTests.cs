using HealthDashboard.Access;
using HealthDashboard.Gold;
using HealthDashboard.Gold.Views;
using HealthDashboard.Query;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Query;

public sealed class NameOrderTests
{
    private static readonly string[] Read = ["Álvaro Ruiz", "Bo Li", "Bo Li", "Dr. Hart", "emma Frost", "İbrahim Kaya", "Ida Berg", "Örjan Ek", "Paul Roth", "Zoë Ash"];

    [Fact]
    public void Names_stand_where_people_look_for_them_in_pickers_and_in_lists_sorted_by_them()
    {
        using var warehouse = TestWarehouse.Of(Doctors());
        var choices = FilterChoices.Of(warehouse.Snapshot, Reach.Everything);
        var byName = new GridQuery { Sort = "doctor_name" };

        Assert.Equal(Read, choices.Doctors(null, null, 100).Select(doctor => doctor.DoctorName));
        Assert.Equal(Read, DefinedBySql.Doctors(warehouse.Snapshot, null, null, 100).Select(doctor => doctor.DoctorName));
        Assert.Equal(["Álvaro Ruiz", "Zoë Ash"], choices.Doctors(null, "z", 100).Select(doctor => doctor.DoctorName));
        foreach (var rows in new Rows[] { ViewReader.Stream, DefinedBySql.Rows })
        {
            Assert.Equal(Read, rows(warehouse.Snapshot, DoctorPerformance.View, Scopes.Everything, byName).Cast<DoctorPerformance>().Select(doctor => doctor.DoctorName));
            Assert.Equal(Read.Reverse(), rows(warehouse.Snapshot, DoctorPerformance.View, Scopes.Everything, byName with { Descending = true }).Cast<DoctorPerformance>().Select(doctor => doctor.DoctorName));
        }
    }

    [Fact]
    public void Departments_too_and_ids_stay_in_the_order_of_their_bytes()
    {
        using var warehouse = TestWarehouse.Of(Doctors());
        string[] departments = ["Ärzte 0", "Ärzte 1", "Cardiology", "Zahn 0", "Zahn 1"];

        Assert.Equal(departments, FilterChoices.Of(warehouse.Snapshot, Reach.Everything).Departments);
        foreach (var rows in new Rows[] { ViewReader.Stream, DefinedBySql.Rows })
        {
            Assert.Equal(
                departments,
                rows(warehouse.Snapshot, DoctorPerformance.View, Scopes.Everything, new GridQuery { Sort = "department" }).Cast<DoctorPerformance>().Select(doctor => doctor.Department).Distinct());
            Assert.Equal(
                ["D1", "D10", "D11"],
                rows(warehouse.Snapshot, DoctorPerformance.View, Scopes.Everything, new GridQuery { Sort = "doctor_id" }).Cast<DoctorPerformance>().Select(doctor => doctor.DoctorId).Take(3));
        }
    }

    private delegate IEnumerable<object> Rows(Snapshot snapshot, HealthDashboard.Gold.GoldView view, Scope scope, GridQuery query);

    /// <summary>Under ids and departments that say nothing of the names' order.</summary>
    private static Hospital Doctors()
    {
        var hospital = Hospital.Tiny.Doctor("D10,Zoë Ash,Zahn 1,3");
        foreach (var (place, name) in Read.Distinct().Where(name => name is not ("Dr. Hart" or "Zoë Ash")).Reverse().Index())
            hospital.Doctor($"D{place + 2},{name},{(place % 2 == 0 ? "Ärzte" : "Zahn")} 0,3");
        return hospital.Doctor("D11,Bo Li,Ärzte 1,1");
    }
}
