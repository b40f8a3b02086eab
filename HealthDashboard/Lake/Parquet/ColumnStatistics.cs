using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HealthDashboard.Lake.Parquet;

/// <summary>How many values of a column of one file are empty, and between which the others lie, texts in the order of their code points.</summary>
internal sealed class ColumnStatistics(LakeColumn column)
{
    /// <summary>Longer texts are cut: the lower bound stays one by that, the upper one is made larger.</summary>
    private const int MostLetters = 32;

    public static readonly DateOnly Epoch = new(1970, 1, 1);

    private byte[]? _minText, _maxText;
    private long _min = long.MaxValue, _max = long.MinValue;
    private double _minDouble = double.PositiveInfinity, _maxDouble = double.NegativeInfinity;

    public long Nulls { get; set; }

    private bool IsEmpty => column.Type switch
    {
        LakeType.Text => _minText is null,
        LakeType.Ratio => _minDouble > _maxDouble,
        _ => _min > _max,
    };

    public void Add(ReadOnlySpan<byte> text)
    {
        if (_minText is null || text.SequenceCompareTo(_minText) < 0)
            _minText = text.ToArray();
        if (_maxText is null || text.SequenceCompareTo(_maxText) > 0)
            _maxText = text.ToArray();
    }

    public void Add(long value) => (_min, _max) = (Math.Min(_min, value), Math.Max(_max, value));

    public void Add(double value) => (_minDouble, _maxDouble) = (Math.Min(_minDouble, value), Math.Max(_maxDouble, value));

    public void WriteMin(Utf8JsonWriter json) => Write(json, _minText, _min, _minDouble, Lower);

    public void WriteMax(Utf8JsonWriter json) => Write(json, _maxText, _max, _maxDouble, Upper);

    private static string Lower(string text) => string.Concat(text.EnumerateRunes().Take(MostLetters));

    /// <summary>The shortest change upwards: the last letter that has a next one becomes that. Null where there is none, and so no bound.</summary>
    private static string? Upper(string text)
    {
        var letters = text.EnumerateRunes().Take(MostLetters + 1).ToList();
        if (letters.Count <= MostLetters)
            return text;
        letters.RemoveAt(MostLetters);
        for (var last = letters.Count - 1; last >= 0; last--)
        {
            var next = letters[last].Value + 1 == 0xD800 ? 0xE000 : letters[last].Value + 1;
            if (Rune.IsValid(next))
                return string.Concat(letters.Take(last).Append(new Rune(next)));
        }

        return null;
    }

    private void Write(Utf8JsonWriter json, byte[]? text, long whole, double number, Func<string, string?> cut)
    {
        if (IsEmpty)
            return;
        switch (column.Type)
        {
            case LakeType.Text when cut(Encoding.UTF8.GetString(text!)) is { } bound:
                json.WriteString(column.Name, bound);
                break;
            case LakeType.Text:
                break;
            case LakeType.Date:
                json.WriteString(column.Name, Epoch.AddDays((int)whole).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case LakeType.Moment:
                json.WriteString(column.Name, DateTimeOffset.FromUnixTimeMilliseconds(whole / 1000).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                break;
            case LakeType.Amount or LakeType.Sum:
                json.WriteNumber(column.Name, new decimal(Math.Abs(whole)) / 100 * Math.Sign(whole));
                break;
            case LakeType.Ratio:
                json.WriteNumber(column.Name, number);
                break;
            default:
                json.WriteNumber(column.Name, whole);
                break;
        }
    }
}
