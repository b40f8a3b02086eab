using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Bronze;

/// <summary>Quotes: which have one meaning, which have two, and which swallow lines.</summary>
public sealed class QuotingTests : IDisposable
{
    private const string Header = Hospital.DoctorHeader;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"Hart\"", "Hart")]
    [InlineData("\"Ann \"\"Annie\"\" Hart\"", "Ann \"Annie\" Hart")]
    [InlineData("Ann \"Annie\" Hart", "Ann \"Annie\" Hart")]
    [InlineData("5\" Hart", "5\" Hart")]
    [InlineData("\"Hart\" ", "Hart ")]
    [InlineData("\"\"", "")]
    [InlineData("\"Hart\\\"", "Hart\\")]
    [InlineData("\"Hart,\n1 Main Street\"", "Hart,\n1 Main Street")]
    public void Quotes_of_one_meaning_are_read(string field, string value)
    {
        var record = Read($"D1,{field},Cardiology,12\n").Single();

        Assert.Equal((Troubles.None, value), (record.Troubles, record.Values[1]));
    }

    [Theory]
    [InlineData("\"Ann \\\"Annie\\\" Hart\"", Troubles.TextBehindQuote | Troubles.BackslashQuote)]
    [InlineData("\"Ann \\\"Annie\\\"\"", Troubles.TextBehindQuote | Troubles.BackslashQuote)]
    [InlineData("\"Ann\" Hart", Troubles.TextBehindQuote)]
    [InlineData(" \"Hart\"", Troubles.BlankBeforeQuote)]
    [InlineData("\t\"Hart, Ann\"", Troubles.BlankBeforeQuote)]
    public void Quotes_of_two_meanings_are_told(string field, Troubles troubles) =>
        Assert.Equal([troubles, Troubles.None], Read($"D1,{field},Cardiology,12\nD2,Lung,Oncology,3\n").Select(record => record.Troubles));

    [Theory]
    [InlineData("D1,\"Hart,Cardiology,12\nD2,\"Lung\",Oncology,3\nD3,Skin,Dermatology,5\n")]
    [InlineData("D1,Hart,Cardiology,\"12\r\nD2,Lung,Oncology,3\r\nD3,\"Skin\",Dermatology,5\r\n")]
    public void A_quote_that_only_the_next_opening_one_closes_refuses_the_file(string records)
    {
        var refused = Assert.Throws<RunRefusedException>(() => Read(records));

        Assert.Equal("file_unreadable", refused.Rule);
        Assert.Contains("doctors.csv, line 2: a quote is opened", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Hart", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_does_not_end_refuses_the_file_before_it_is_in_memory()
    {
        var line = string.Concat("Hart,", new string('x', 2000), "\n");
        using (var file = File.CreateText(Path.Combine(_folder.Path, "doctors.csv")))
        {
            file.Write(Header + "\nD1,Hart,Cardiology,12\nD2,\"");
            for (var bytes = 0; bytes < 40 << 20; bytes += line.Length)
                file.Write(line);
        }

        var refused = Assert.Throws<RunRefusedException>(() => ReadAll());

        Assert.Equal("file_unreadable", refused.Rule);
        Assert.Contains("doctors.csv, line 3: the record that starts here is longer than 16 MiB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_of_a_second_file_that_was_put_behind_the_first_is_no_part_of_an_id() =>
        Assert.Equal(["D1", "D2"], Read("D1,Hart,Cardiology,12\n\uFEFFD2,Lung,Oncology,3\n").Select(record => record.Values[0]));

    private List<RawRecord> Read(string records)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "doctors.csv"), Encoding.UTF8.GetBytes($"{Header}\n{records}"));
        return ReadAll();
    }

    private List<RawRecord> ReadAll()
    {
        using var file = SourceFile.Open(SourceTable.Doctors, _folder.Path);
        var records = new List<RawRecord>();
        while (file.Read())
            records.Add(file.Record());
        return records;
    }
}
