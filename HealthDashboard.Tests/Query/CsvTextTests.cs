using System.Text;
using CsvHelper;
using HealthDashboard.Query;

namespace HealthDashboard.Tests.Query;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("Byron", "\"Byron\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData(" a", "\" a\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_stands_in_quotes_as_it_is_and_nothing_is_nothing(string? text, string expected) => Assert.Equal(expected, Written(text));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@sum")]
    [InlineData("\ta")]
    [InlineData("\ra")]
    [InlineData("\na")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20sum")]
    [InlineData("\uFE661")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\u200B\u3000\uFF1D1")]
    public void What_a_spreadsheet_might_run_gets_an_apostrophe(string text) => Assert.Equal($"\"'{text}\"", Written(text));

    private static string Written(string? text)
    {
        using var stream = new MemoryStream();
        using (var writer = CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true))
        {
            CsvText.WriteBare(writer, "1");
            CsvText.Write(writer, text);
            writer.EndRecord();
        }

        return Encoding.UTF8.GetString(stream.ToArray())["1,".Length..^2];
    }
}
