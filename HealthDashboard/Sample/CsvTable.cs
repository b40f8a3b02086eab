using System.Buffers;
using System.Text;

namespace HealthDashboard.Sample;

/// <summary>
/// A CSV file under way (RFC 4180, but with LF): UTF-8 without BOM, quotes only where a field needs them. Faults, if any are
/// given, spoil some of the records on their way into the file.
/// </summary>
internal sealed class CsvTable(string path, SampleFaults? faults, params string[] header) : IDisposable
{
    /// <summary>At the end of a field it stands for a byte that is not UTF-8. (No character, so no data can contain it.)</summary>
    public const char StrayByte = '\uFFFF';

    private const byte NoBreakSpaceOfWindows1252 = 0xA0;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter writer = Open(path, header);

    public string FileName => Path.GetFileName(path);

    /// <summary>Records written so far, without the header.</summary>
    public long Rows { get; private set; }

    public void Write(params string[] record)
    {
        if (faults is null)
        {
            WriteRecord(writer, record);
            Rows++;
            return;
        }

        foreach (var written in faults.Spoil(record))
        {
            WriteRecord(writer, written);
            Rows++;
        }
    }

    public void Dispose() => writer.Dispose();

    private static StreamWriter Open(string path, string[] header)
    {
        var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        WriteRecord(writer, header);
        return writer;
    }

    private static void WriteRecord(StreamWriter writer, string[] record)
    {
        for (var field = 0; field < record.Length; field++)
        {
            if (field > 0)
            {
                writer.Write(',');
            }

            WriteField(writer, record[field]);
        }

        writer.Write('\n');
    }

    private static void WriteField(StreamWriter writer, string text)
    {
        var quote = text.AsSpan().ContainsAny(NeedQuotes) ? "\"" : "";
        writer.Write(quote);
        writer.Write(text.TrimEnd(StrayByte).Replace("\"", "\"\"", StringComparison.Ordinal));
        if (text.EndsWith(StrayByte))
        {
            writer.Flush();
            writer.BaseStream.WriteByte(NoBreakSpaceOfWindows1252);
        }

        writer.Write(quote);
    }
}
