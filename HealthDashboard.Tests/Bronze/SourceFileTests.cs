using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Bronze;

public sealed class SourceFileTests : IDisposable
{
    private const string Header = Hospital.DoctorHeader;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("doctor_id,doctor_name,department,years_experience\nD1,Hart,Cardiology,12\n")]
    [InlineData("years_experience,department,doctor_name,doctor_id\n12,Cardiology,Hart,D1\n")]
    [InlineData("DOCTOR_ID,Doctor_Name,dEPARTMENT,Years_Experience\nD1,Hart,Cardiology,12\n")]
    [InlineData(" doctor_id ,\tdoctor_name,\u00A0department,years_experience  \nD1,Hart,Cardiology,12\n")]
    [InlineData("\"doctor_id\",\"doctor_name\",\"department\",\"years_experience\"\nD1,Hart,Cardiology,12\n")]
    [InlineData("\uFEFFdoctor_id,doctor_name,department,years_experience\nD1,Hart,Cardiology,12\n")]
    [InlineData("\uFEFF\"doctor_id\",doctor_name,department,years_experience\nD1,Hart,Cardiology,12\n")]
    [InlineData("doctor_id;doctor_name;department;years_experience\nD1;Hart;Cardiology;12\n")]
    [InlineData("doctor_id\tdoctor_name\tdepartment\tyears_experience\nD1\tHart\tCardiology\t12")]
    public void Columns_are_matched_by_name(string text)
    {
        var record = Assert.Single(Read(text));

        Assert.Equal(["D1", "Hart", "Cardiology", "12"], record.Values);
        Assert.Equal(2, record.Line);
        Assert.Equal(Troubles.None, record.Troubles);
    }

    [Fact]
    public void A_column_the_contract_does_not_know_is_reported_and_not_read()
    {
        using var file = Open("note,doctor_id,doctor_name,Pager No,department,years_experience\nx,D1,Hart,77,Cardiology,12\n");

        Assert.Equal(["note", "Pager No"], file.ExtraColumns);
        Assert.True(file.Read());
        Assert.Equal(["D1", "Hart", "Cardiology", "12"], file.Record().Values);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_line_may_end_in_any_way(string end)
    {
        var records = Read(string.Join(end, Header, "D1,Hart,Cardiology,12", "D2,Lung,Oncology,3", ""));

        Assert.Equal(["D1", "D2"], records.Select(record => record.Values[0]));
        Assert.Equal([2, 3], records.Select(record => record.Line));
        Assert.Equal(["12", "3"], records.Select(record => record.Values[3]));
    }

    [Fact]
    public void The_last_line_needs_no_end() => Assert.Equal("12", Assert.Single(Read(Header + "\nD1,Hart,Cardiology,12")).Values[3]);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_inside_quotes_count(string end)
    {
        var records = Read(string.Join(end, Header, "D1,\"Hart,", "\"\"the\"\"", "first\",Cardiology,12", "D2,Lung,Oncology,3", ""));

        Assert.Equal([$"Hart,{end}\"the\"{end}first", "Lung"], records.Select(record => record.Values[1]));
        Assert.Equal([2, 5], records.Select(record => record.Line));
    }

    [Fact]
    public void Empty_lines_are_no_records_but_count_as_lines()
    {
        var records = Read(Header + "\n\nD1,Hart,Cardiology,12\n\n\nD2,Lung,Oncology,3\n\n");

        Assert.Equal([3, 6], records.Select(record => record.Line));
    }

    [Theory]
    [InlineData("D1,Hart", 2)]
    [InlineData("D1,Hart,Cardiology,12,", 5)]
    [InlineData("D1,Hart,Cardiology,12,x,y", 6)]
    [InlineData(" ", 1)]
    public void A_record_with_another_number_of_fields_is_read_all_the_same(string text, int fields)
    {
        var records = Read($"{Header}\n{text}\nD2,Lung,Oncology,3\n");

        Assert.Equal([fields, 4], records.Select(record => record.FieldCount));
        Assert.All(records, record => Assert.Equal(4, record.HeaderFieldCount));
        Assert.All(records, record => Assert.Equal(4, record.Values.Count));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Every_record_tells_the_separator_of_its_file(char separator) =>
        Assert.Equal(separator, Assert.Single(Read($"{Header}\nD1,Hart,Cardiology,12\n".Replace(',', separator))).Separator);

    [Fact]
    public void The_separator_is_not_guessed_from_what_stands_in_the_values()
    {
        var records = Read(Header + "\nD1,a;b;c;d;e;f,Cardiology,12\nD2,g|h|i|j|k|l,Oncology,3\n");

        Assert.Equal(["a;b;c;d;e;f", "g|h|i|j|k|l"], records.Select(record => record.Values[1]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UTF16_is_read_with_a_byte_order_mark(bool bigEndian)
    {
        var encoding = new UnicodeEncoding(bigEndian, byteOrderMark: true);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Header + "\r\nD1,Gr\u00FC\u00DFe \u4F60\u597D \U0001F3E5,Cardiology,12\r\n")];

        var record = Assert.Single(Read(bytes));

        Assert.Equal("Gr\u00FC\u00DFe \u4F60\u597D \U0001F3E5", record.Values[1]);
        Assert.Equal(Troubles.None, record.Troubles);
    }

    [Fact]
    public void Half_a_character_in_UTF16_is_not_text()
    {
        var encoding = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes(Header + "\nD1,Ha"), 0x00, 0xD8, .. encoding.GetBytes("rt,Cardiology,12\nD2,Lung,Oncology,3\n")];

        Assert.Equal([true, false], Read(bytes).Select(record => record.Troubles.HasFlag(Troubles.Undecodable)));
    }

    [Fact]
    public void UTF16_without_a_byte_order_mark_is_refused() => AssertRefused("file_unreadable", Encoding.Unicode.GetBytes(Header + "\nD1,Hart,Cardiology,12\n"));

    [Theory]
    [InlineData(0xE9)]
    [InlineData(0xFF)]
    [InlineData(0x00)]
    public void Bytes_that_are_not_text_spoil_their_record_only(byte value)
    {
        byte[] bytes = [.. Utf8(Header + "\nD1,Ren"), value, .. Utf8(",Cardiology,12\nD2,Ren\u00E9,Oncology,3\n")];

        Assert.Equal([true, false], Read(bytes).Select(record => record.Troubles.HasFlag(Troubles.Undecodable)));
    }

    [Fact]
    public void Bytes_that_are_not_text_in_an_extra_column_spoil_the_record_too()
    {
        byte[] bytes = [.. Utf8(Header + ",note\nD1,Hart,Cardiology,12,"), 0xE9, .. Utf8("\n")];

        Assert.True(Assert.Single(Read(bytes)).Troubles.HasFlag(Troubles.Undecodable));
    }

    [Theory]
    [InlineData(SourceFile.LongestField, Troubles.None)]
    [InlineData(SourceFile.LongestField + 1, Troubles.TooLong)]
    [InlineData(10 * SourceFile.LongestField, Troubles.TooLong)]
    public void A_field_beyond_a_MiB_is_told_and_not_handed_on(int length, Troubles troubles)
    {
        var name = new string('x', length);

        var records = Read($"{Header}\nD1,\"{name}\",Cardiology,12\nD2,Lung,Oncology,3\n");

        Assert.Equal((troubles, troubles == Troubles.None ? name : ""), (records[0].Troubles, records[0].Values[1]));
        Assert.Equal("D2", records[1].Values[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    [InlineData(",,,\n")]
    public void A_file_without_a_header_is_refused(string text) => AssertRefused("file_empty", Utf8(text));

    [Theory]
    [InlineData("doctor_id,doctor_name,department\nD1,Hart,Cardiology\n")]
    [InlineData("doctor_id,doctor_name,department,years_experience,YEARS_EXPERIENCE \nD1,Hart,Cardiology,12,13\n")]
    [InlineData("D1,Hart,Cardiology,12\n")]
    [InlineData("PK\u0003\u0004\n")]
    public void A_required_column_must_be_there_exactly_once(string text) => AssertRefused("column_missing", Utf8(text));

    [Fact]
    public void A_header_that_is_not_text_is_refused() => AssertRefused("file_unreadable", [.. Utf8(Header + ",caf"), 0xE9, .. Utf8("\nD1,Hart,Cardiology,12,x\n")]);

    [Theory]
    [InlineData("D2,\"Lung,Oncology,3\nD3,Skin,Dermatology,5\n")]
    [InlineData("D2,Lung,Oncology,\"3\nD3,Skin,Dermatology,5\n")]
    [InlineData("D2,Lu\"ng,Oncology,\"3\"\" \rD3,Skin,Dermatology,5")]
    public void A_quote_that_swallows_the_lines_behind_it_refuses_the_file_and_names_its_line(string rest)
    {
        var refused = Assert.Throws<RunRefusedException>(() => Read($"{Header}\nD1,Hart,Cardiology,12\n{rest}"));

        Assert.Equal("file_unreadable", refused.Rule);
        Assert.Contains("doctors.csv, line 3: a quote is opened", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Lung", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D2,Lung,Oncology,\"3", true)]
    [InlineData("D2,Lung,Oncology,\"3\"\"", true)]
    [InlineData("D2,\"Lung,Oncology,3", true)]
    [InlineData("D2,Lung,Oncology,\"3\"", false)]
    [InlineData("D2,Lung,Oncology,\"\"", false)]
    [InlineData("D2,Lung,Oncology,\"3\" or \"4", false)]
    [InlineData("D2,Lung,Oncology,3\"", false)]
    [InlineData("D2,Lung,Oncology,", false)]
    public void A_last_line_that_ends_inside_quotes_is_cut(string last, bool cut) =>
        Assert.Equal([false, cut], Read($"{Header}\nD1,Hart,Cardiology,12\n{last}").Select(record => record.Troubles.HasFlag(Troubles.Cut)));

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "doctors.csv"));

        Assert.Equal("file_unreadable", Assert.Throws<RunRefusedException>(() => SourceFile.Open(SourceTable.Doctors, _folder.Path)).Rule);
    }

    [Fact]
    public void A_missing_file_is_refused() =>
        Assert.Equal("file_missing", Assert.Throws<RunRefusedException>(() => SourceFile.Open(SourceTable.Doctors, _folder.Path)).Rule);

    private void AssertRefused(string rule, byte[] bytes)
    {
        var refused = Assert.Throws<RunRefusedException>(() => Read(bytes));

        Assert.Equal(rule, refused.Rule);
        Assert.Contains("doctors.csv", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hart", refused.Message, StringComparison.Ordinal);
    }

    private List<RawRecord> Read(string text) => Read(Utf8(text));

    private List<RawRecord> Read(byte[] bytes)
    {
        using var file = Open(bytes);
        var records = new List<RawRecord>();
        while (file.Read())
            records.Add(file.Record());
        return records;
    }

    private SourceFile Open(string text) => Open(Utf8(text));

    private SourceFile Open(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "doctors.csv"), bytes);
        return SourceFile.Open(SourceTable.Doctors, _folder.Path);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
