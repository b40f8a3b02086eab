using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using HealthDashboard.Lake;
using HealthDashboard.Lake.Parquet;

namespace HealthDashboard.Tests.Lake;

/// <summary>What a filter may pass a file over by.</summary>
public sealed class ColumnStatisticsTests
{
    private static readonly Gen<string> Letter = Gen.OneOf(
        Gen.Char.AlphaNumeric.Select(letter => letter.ToString()), Gen.OneOf([.. new[] { "é", "\ud7ff", "\ue000", "\uffff", "🦉", char.ConvertFromUtf32(0x10FFFF), "\"", "\\", "\n" }.Select(Gen.Const)]));

    [Fact]
    public void Bounds_of_texts_hold_by_code_points_and_are_short() => Letter.Array[0, 40].Select(string.Concat).Array[1, 6].Sample(texts =>
    {
        var statistics = new ColumnStatistics(new LakeColumn("text"));
        foreach (var text in texts)
            statistics.Add(Encoding.UTF8.GetBytes(text));

        var (low, high) = (Read(statistics.WriteMin), Read(statistics.WriteMax));

        Assert.NotNull(low);
        Assert.All(texts, text => Assert.True(Compare(low, text) <= 0));
        Assert.All(texts, text => Assert.True(high is null || Compare(text, high) <= 0));
        Assert.True(low.EnumerateRunes().Count() <= 32 && (high?.EnumerateRunes().Count() ?? 0) <= 32);
        // None only where no short text is larger.
        Assert.True(high is not null || Array.Exists(texts, text => text.EnumerateRunes().Take(32).All(letter => letter.Value == 0x10FFFF)));
    });

    [Theory]
    [InlineData(LakeType.Amount, 12345L, "123.45")]
    [InlineData(LakeType.Sum, -5L, "-0.05")]
    [InlineData(LakeType.Sum, 100_000_000_000_000_000L, "1000000000000000")]
    [InlineData(LakeType.Date, -141427L, "\"1582-10-15\"")]
    [InlineData(LakeType.Moment, 1741003200123000L, "\"2025-03-03T12:00:00.123Z\"")]
    public void Bounds_are_written_as_their_type_is(LakeType type, long value, string written)
    {
        var statistics = new ColumnStatistics(new LakeColumn("x", type));
        statistics.Add(value);

        Assert.Equal(written, Json(statistics.WriteMax)["x"]!.ToJsonString());
    }

    [Fact]
    public void Nothing_has_no_bounds() => Assert.Empty(Json(new ColumnStatistics(new LakeColumn("x", LakeType.Ratio)).WriteMin));

    private static int Compare(string one, string other) => Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));

    private static string? Read(Action<Utf8JsonWriter> write) => (string?)Json(write)["text"];

    private static JsonObject Json(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonNode.Parse(text.ToArray())!.AsObject();
    }
}
