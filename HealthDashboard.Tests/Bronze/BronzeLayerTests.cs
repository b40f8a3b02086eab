using System.Text;
using System.Text.Json;
using Dapper;
using HealthDashboard.Bronze;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;
using HealthDashboard.Warehouse;

namespace HealthDashboard.Tests.Bronze;

public sealed class BronzeLayerTests : IDisposable
{
    private const string Header = Hospital.DoctorHeader;

    private readonly TemporaryFolder _folder = new();
    private readonly SnapshotBuilder _snapshot;

    public BronzeLayerTests() => _snapshot = new SnapshotBuilder(Path.Combine(_folder.Path, "snapshot"), BronzeLayer.Schema("0001-20250303T060200Z"), SilverWriter.Schema);

    public void Dispose()
    {
        _snapshot.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_record_is_kept_as_found_with_file_line_and_run()
    {
        Keep(Header + "\n D1 ,\"Dr. \"\"H\"\"\nHart\",CARDIOLOGY,twelve\n");

        var row = Assert.Single(Rows());
        Assert.Equal((2, " D1 ", "Dr. \"H\"\nHart", "CARDIOLOGY", "twelve", null), (row.Line, row.DoctorId, row.DoctorName, row.Department, row.YearsExperience, row.Other));
        Assert.Equal(("doctors.csv", "0001-20250303T060200Z"), (row.File, row.Run));
    }

    [Fact]
    public void Everything_is_kept_as_text()
    {
        Keep(Header + "\n1,007,1e3,12.50\n");

        Assert.Equal("text text text text", _snapshot.Connection.ExecuteScalar<string>(
            "select typeof(doctor_id) || ' ' || typeof(doctor_name) || ' ' || typeof(department) || ' ' || typeof(years_experience) from bronze.doctors"));
        Assert.Equal(("007", "1e3", "12.50"), Rows().Select(row => (row.DoctorName, row.Department, row.YearsExperience)).Single());
    }

    [Fact]
    public void An_empty_field_is_empty_and_a_field_the_record_does_not_reach_is_null()
    {
        Keep(Header + "\nD1,,Cardiology,\nD2,Lung\n");

        var rows = Rows();
        Assert.Equal(("", "Cardiology", ""), (rows[0].DoctorName, rows[0].Department, rows[0].YearsExperience));
        Assert.Equal(("Lung", null, null), (rows[1].DoctorName, rows[1].Department, rows[1].YearsExperience));
    }

    [Fact]
    public void Extra_columns_are_kept_by_name_and_extra_fields_by_position()
    {
        Keep("note,doctor_id,doctor_name,department,years_experience\nna\u00EFve,D1,Hart,Cardiology,12\n,D2,Lung,Oncology,3,over,board\n");

        var rows = Rows();
        Assert.Equal(new() { ["note"] = "na\u00EFve" }, Others(rows[0]));
        Assert.Equal(new() { ["note"] = "", ["field 6"] = "over", ["field 7"] = "board" }, Others(rows[1]));
    }

    [Fact]
    public void Extra_columns_of_the_same_name_are_both_kept()
    {
        Keep(Header + ",note,note\nD1,Hart,Cardiology,12,one,two\n");

        Assert.Equal(["one", "two"], Others(Assert.Single(Rows())).Values);
    }

    [Fact]
    public void An_extra_field_does_not_take_the_place_of_an_extra_column()
    {
        Keep(Header + ",field 6\nD1,Hart,Cardiology,12,column,beyond\n");

        Assert.Equal(["beyond", "column"], Others(Assert.Single(Rows())).Values.Order());
    }

    [Fact]
    public void Bytes_that_are_not_text_are_kept_in_hexadecimal()
    {
        Keep([.. Utf8(Header + ",note\nD1,Ren"), 0xE9, .. Utf8(" na\u00EFve"), 0xFF, 0xFE, .. Utf8(",Cardiology,1"), 0x00, .. Utf8("2,caf"), 0xE9, .. Utf8("\n")]);

        var row = Assert.Single(Rows());
        Assert.Equal(@"Ren\xE9 naïve\xFF\xFE", row.DoctorName);
        Assert.Equal(@"1\x002", row.YearsExperience);
        Assert.Equal(@"caf\xE9", Others(row)["note"]);
    }

    [Fact]
    public void Nothing_is_dropped_but_lines_without_a_value()
    {
        Keep(Header + "\nD1,Hart,Cardiology,12\nD1,Hart,Cardiology,12\n,,,\nD2\nD3,a,b,c,d,e\n \n\"D4\nx\",y,z,1\nD5,\"un\"quoted,z,1\n");

        Assert.Equal(["D1", "D1", "D2", "D3", "D4\nx", "D5"], Rows().Select(row => row.DoctorId));
        Assert.Equal([2, 3, 5, 6, 8, 10], Rows().Select(row => row.Line));
    }

    [Theory]
    [InlineData("\r")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_record_is_kept_over_many_batches(string end)
    {
        Keep(Header + end + string.Concat(Enumerable.Range(1, 1000).Select(number => $"D{number},Hart,Cardiology,12{end}")));

        Assert.Equal(Enumerable.Range(1, 1000).Select(number => (number + 1, $"D{number}")), Rows().Select(row => ((int)row.Line, row.DoctorId!)));
    }

    [Fact]
    public void A_field_of_10_MB_is_kept()
    {
        Keep($"{Header}\nD1,{new string('x', 10_000_000)},Cardiology,12\n");

        Assert.Equal(10_000_000, _snapshot.Connection.ExecuteScalar<long>("select length(doctor_name) from bronze.doctors"));
    }

    [Fact]
    public void A_separator_at_the_end_of_every_line_makes_nothing_to_keep()
    {
        Keep(Header + ",\nD1,Hart,Cardiology,12,\nD2,Lung,Oncology,3,x\n");

        Assert.Equal([null, "{\"\":\"x\"}"], Rows().Select(row => row.Other));
    }

    private void Keep(string text) => Keep(Utf8(text));

    private void Keep(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "doctors.csv"), bytes);
        using var file = SourceFile.Open(SourceTable.Doctors, _folder.Path);
        var bronze = new BronzeLayer(_snapshot.Bronze, file);
        var handedOn = bronze.Batches(3).Sum(batch => Enumerable.Range(0, batch.Count).Count(record => !batch[record].IsBlank));
        bronze.Complete();
        _snapshot.Complete();
        Assert.Equal(handedOn, _snapshot.Connection.ExecuteScalar<long>("select count(*) from bronze.doctors"));
    }

    private List<Row> Rows() => _snapshot.Connection.Query<Row>(
        """
        select
            line,
            doctor_id as doctorid,
            doctor_name as doctorname,
            department,
            years_experience as yearsexperience,
            other,
            file,
            run
        from bronze.doctors
        order by line
        """).AsList();

    private static Dictionary<string, string> Others(Row row) => JsonSerializer.Deserialize<Dictionary<string, string>>(row.Other!)!;

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Row
    {
        public long Line { get; init; }

        public string? DoctorId { get; init; }

        public string? DoctorName { get; init; }

        public string? Department { get; init; }

        public string? YearsExperience { get; init; }

        public string? Other { get; init; }

        public required string File { get; init; }

        public required string Run { get; init; }
    }
}
