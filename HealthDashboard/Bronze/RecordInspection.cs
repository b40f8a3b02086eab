using System.Buffers;
using System.Text;
using CsvHelper;

namespace HealthDashboard.Bronze;

/// <summary>Looks at each record of a file as it stands there, before its values mean anything.</summary>
internal sealed class RecordInspection(SourceTable table, CsvReader reader, bool isUtf16)
{
    private readonly SearchValues<byte> _nothing = SearchValues.Create([(byte)reader.Separator, .. " \t\r\n\""u8]);
    private (long Records, long FirstLine) _windows1252;
    private bool _hasUtf8;

    /// <summary>What is wrong with the current record; to be asked once.</summary>
    /// <exception cref="RunRefusedException">A quote has swallowed the lines behind it.</exception>
    public Troubles Inspect()
    {
        var record = reader.RawRecord;
        var troubles = IsBlank(record) ? Troubles.Blank : OfText(record);
        if (record.Contains((byte)'"'))
            troubles |= OfQuotes();
        if (record.Length > SourceFile.LongestField && Enumerable.Range(0, reader.FieldCount).Any(position => reader.GetSpan(position).Length > SourceFile.LongestField))
            troubles |= Troubles.TooLong;
        return troubles;
    }

    /// <summary>To be told when all records are read.</summary>
    /// <exception cref="RunRefusedException">The file as a whole is in another encoding: one mistake, and not one per record.</exception>
    public void Complete()
    {
        if (_windows1252.Records > 1 && !_hasUtf8)
            throw RunRefusedException.OtherEncoding(table, _windows1252.FirstLine, _windows1252.Records);
    }

    /// <summary>UTF-16 reaches us transcoded: what could not be decoded has become U+FFFD.</summary>
    public bool IsText(ReadOnlySpan<byte> text) => FieldText.IsText(text) && !(isUtf16 && text.IndexOf("\uFFFD"u8) >= 0);

    /// <summary>Most records have a letter at their start, and are not looked at further.</summary>
    private bool IsBlank(ReadOnlySpan<byte> record)
    {
        var letter = record.IndexOfAnyExcept(_nothing);
        if (letter >= 0 && Ascii.IsValid(record[letter]))
            return false;
        for (var position = 0; position < reader.FieldCount; position++)
        {
            if (!string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(reader.GetSpan(position)).Trim('\uFEFF')))
                return false;
        }

        return true;
    }

    private Troubles OfText(ReadOnlySpan<byte> record)
    {
        if (IsText(record))
        {
            _hasUtf8 = _hasUtf8 || !Ascii.IsValid(record);
            return Troubles.None;
        }

        if (isUtf16 || !FieldText.LooksLikeWindows1252(record))
            return Troubles.Undecodable;
        _windows1252 = (_windows1252.Records + 1, _windows1252.Records == 0 ? reader.LineNumber : _windows1252.FirstLine);
        return Troubles.Undecodable | Troubles.Windows1252;
    }

    /// <summary>All lines behind a quote that nothing closes, or only the next opening one, would be one value: half a hospital, and nobody would see it.</summary>
    private Troubles OfQuotes()
    {
        var troubles = Troubles.None;
        for (var position = 0; position < reader.FieldCount; position++)
        {
            var field = reader.GetRawSpan(position);
            var found = Quoting.Of(field);
            if (found != Troubles.None && field.IndexOfAny("\r\n"u8) >= 0)
                throw found == Troubles.Cut ? RunRefusedException.QuoteOpen(table, reader.LineNumber) : RunRefusedException.QuoteClosedLater(table, reader.LineNumber);
            troubles |= found;
        }

        return troubles;
    }
}
