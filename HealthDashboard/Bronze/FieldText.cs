using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace HealthDashboard.Bronze;

/// <summary>Bytes of a file that should be text, and what is done with those that are not.</summary>
internal static class FieldText
{
    /// <summary>Whether they are text in UTF-8, without NUL.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes) => !bytes.Contains((byte)0) && Utf8.IsValid(bytes);

    /// <summary>
    /// Whether the bytes that are not UTF-8 look like letters of Windows-1252, what spreadsheets write in Western Europe and America where
    /// nobody asks for UTF-8: one letter at least, seldom more than two of such bytes in a row, and none that nobody writes.
    /// </summary>
    public static bool LooksLikeWindows1252(ReadOnlySpan<byte> bytes)
    {
        const int MostInARow = 2;
        var (inARow, hasLetter) = (0, false);
        foreach (var value in bytes)
        {
            if (value is 0 or 0x81 or 0x8D or 0x8F or 0x90 or 0x9D or 0xFE or 0xFF)
                return false;
            inARow = value < 0x80 ? 0 : inARow + 1;
            if (inARow > MostInARow)
                return false;
            hasLetter |= value is >= 0xC0 and not (0xD7 or 0xF7) or 0x8A or 0x8C or 0x8E or 0x9A or 0x9C or 0x9E or 0x9F;
        }

        return hasLetter;
    }

    /// <summary>As UTF-8, with each byte that is not text written like <c>\xE9</c>.</summary>
    public static byte[] Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new ArrayBufferWriter<byte>(bytes.Length + 8);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var consumed);
            if (status == OperationStatus.Done && rune.Value != 0)
                text.Write(bytes[..consumed]);
            else
                foreach (var value in bytes[..consumed])
                    text.Write(Encoding.ASCII.GetBytes($"\\x{value:X2}"));
            bytes = bytes[consumed..];
        }

        return text.WrittenSpan.ToArray();
    }
}
