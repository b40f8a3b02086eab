using System.IO.Compression;
using System.Text;
using HealthDashboard.Bronze;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Bronze;

/// <summary>Files that are called CSV and are something else, and files that are CSV under another name.</summary>
public sealed class FileKindTests : IDisposable
{
    private const string Csv = Hospital.DoctorHeader + "\nD1,Hart,Cardiology,12\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Sign in</body></html>", "a web page (HTML)")]
    [InlineData("\uFEFF\n  <table><tr><td>doctor_id</td></tr></table>", "a web page (HTML)")]
    [InlineData("<?xml version=\"1.0\"?><doctors/>", "an XML document")]
    [InlineData("[ { \"doctor_id\": \"D1\" } ]", "a JSON document")]
    [InlineData("{\"doctors\": []}", "a JSON document")]
    [InlineData("%PDF-1.7\n", "a PDF document")]
    [InlineData("PAR1\u0015\u0004", "a Parquet file")]
    public void Text_that_is_no_CSV_is_named(string text, string kind) => AssertNamed(Encoding.UTF8.GetBytes(text), kind);

    [Fact]
    public void A_workbook_is_named() => AssertNamed(Zip("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook (.xlsx)");

    [Fact]
    public void An_archive_is_named() => AssertNamed(Zip("doctors.csv"), "a compressed file (ZIP)");

    [Fact]
    public void An_old_workbook_is_named() => AssertNamed([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Excel workbook (.xls)");

    [Fact]
    public void A_compressed_file_is_named()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Csv));

        AssertNamed(bytes.ToArray(), "a compressed file (gzip)");
    }

    [Theory]
    [InlineData("utf-16", "look like UTF-16 without a byte order mark")]
    [InlineData("utf-16BE", "look like UTF-16 without a byte order mark")]
    public void UTF16_without_a_byte_order_mark_is_named(string encoding, string words) => AssertUnreadable(Encoding.GetEncoding(encoding).GetBytes(Csv), words);

    [Fact]
    public void What_a_copy_that_broke_off_leaves_is_named() => AssertUnreadable(new byte[4096], "nothing but NUL bytes");

    [Fact]
    public void A_header_in_Windows_1252_is_named() => AssertUnreadable([.. Encoding.UTF8.GetBytes(Hospital.DoctorHeader + ",Gr"), 0xF6, 0xDF, (byte)'e', (byte)'\n'], "looks like Windows-1252");

    [Theory]
    [InlineData("Doctors.CSV")]
    [InlineData("DOCTORS.csv")]
    public void The_name_of_a_file_matches_in_any_case(string name)
    {
        File.WriteAllText(Path.Combine(_folder.Path, name), Csv);

        using var file = SourceFile.Open(SourceTable.Doctors, _folder.Path);

        Assert.True(file.Read());
    }

    [Fact]
    public void Two_files_whose_names_differ_in_case_alone_are_refused()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "Doctors.csv"), Csv);
        File.WriteAllText(Path.Combine(_folder.Path, "doctors.CSV"), Csv);
        Assert.SkipWhen(Directory.GetFiles(_folder.Path).Length == 1, "This file system knows no case.");

        AssertRefused("file_unreadable", "Doctors.csv and doctors.CSV", "differ in case alone", "Expected one of them");
    }

    [Theory]
    [InlineData("doctors.xlsx")]
    [InlineData("Doctors.csv.txt")]
    public void What_may_have_been_taken_for_a_missing_file_is_told(string name)
    {
        File.WriteAllText(Path.Combine(_folder.Path, name), Csv);

        AssertRefused("file_missing", "doctors.csv was not found", $"but {name}");
    }

    private static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                zip.CreateEntry(name).Open().Dispose();
        }

        return bytes.ToArray();
    }

    private void AssertNamed(byte[] bytes, string kind) => AssertUnreadable(bytes, $"doctors.csv is {kind}, whatever its name says");

    private void AssertUnreadable(byte[] bytes, string words)
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "doctors.csv"), bytes);
        AssertRefused("file_unreadable", words, "Expected a CSV file in UTF-8");
    }

    private void AssertRefused(string rule, params string[] words)
    {
        var refused = Assert.Throws<RunRefusedException>(() => SourceFile.Open(SourceTable.Doctors, _folder.Path).Dispose());

        Assert.Equal(rule, refused.Rule);
        Assert.All(words, word => Assert.Contains(word, refused.Message, StringComparison.Ordinal));
    }
}
