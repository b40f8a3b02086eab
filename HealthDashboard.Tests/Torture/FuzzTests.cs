using System.Globalization;
using System.Text;
using CsCheck;
using HealthDashboard.Bronze;
using HealthDashboard.Pipeline;
using HealthDashboard.Silver;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Torture;

/// <summary>
/// Files that nobody would write, made of good ones: flipped bytes, cut ends, spliced pieces, stray quotes. <c>FUZZ_SECONDS=300</c> looks
/// longer; what fails is printed with the seed that finds it again.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string[] Files = ["patients.csv", "doctors.csv", "visits.csv", "treatments.csv"];

    private static readonly byte[][] Pieces =
    [
        [0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xED, 0xA0, 0x80],
        .. new[] { "\"", "\"\"", ",", "\n", "\r", "\r\n", ";", "\t", "\"\n", ",\"", "\",\"x", " ", "-", ".", "9999999999999999999999999999999", "1e9", "\u00A0", "\u0301", "N/A", "P1", "V1" }
            .Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly Gen<byte[]> Good = Gen.OneOf(Written()).Select(Gen.Int[0, 3], Encoded);

    private static readonly Gen<Func<byte[], byte[]>> Change = Gen.OneOf(
        Gen.Select(Gen.Double[0, 1], Gen.Byte, (place, value) => new Func<byte[], byte[]>(bytes => Spliced(bytes, place, 1, [value]))),
        Gen.Select(Gen.Double[0, 1], Gen.OneOf(Pieces), (place, piece) => new Func<byte[], byte[]>(bytes => Spliced(bytes, place, 0, piece))),
        Gen.Select(Gen.Double[0, 1], Gen.Int[1, 40], (place, length) => new Func<byte[], byte[]>(bytes => Spliced(bytes, place, length, []))),
        Gen.Double[0, 1].Select(place => new Func<byte[], byte[]>(bytes => bytes[..(int)(place * bytes.Length)])),
        Gen.Select(Gen.Double[0, 1], Good, (place, other) => new Func<byte[], byte[]>(bytes => Spliced(bytes, place, 0, other))));

    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (9, Gen.Select(Good, Change.Array[1, 6], (bytes, changes) => changes.Aggregate(bytes, (changed, change) => change(changed)))),
        (1, Gen.Byte.Array[0, 200]));

    private static readonly Gen<string> Text = Gen.Frequency(
        (3, Gen.String[0, 20]),
        (3, Gen.OneOf("", " ", "P1", "D1", "V1", "NULL", "2025-03-03", "2025-03-03T25", "9999-12-31", "0001-01-01", "-0", "79228162514264337593543950335", "0.005", "10000000.004", "yes", "\u0301", "I\u0307", "\uD800")),
        (1, Gen.Select(Gen.OneOf("2025-03-03", "100.00", "36"), Gen.Char, (text, letter) => text + letter)));

    /// <summary>How many times each property is tried, or for how long.</summary>
    private static int Seconds => int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;

    [Fact]
    public void Whatever_the_bytes_a_run_ends_and_loses_no_record() => Gen.Select(Gen.OneOf(Files), Bytes).Sample(
        (file, bytes) =>
        {
            using var warehouse = new TestWarehouse { Clock = StoppedClock.At("2025-03-10T08:00Z") };

            var run = warehouse.Run(Hospital.Tiny.File(file, bytes));

            Assert.True(run.State is RunState.Published or RunState.Refused, run.Reason);
            Assert.All(run.Tables.Values, table => Assert.Equal(table.Read, table.Accepted + table.Rejected + table.Duplicates));
            if (run.State == RunState.Published)
                Assert.All(run.Tables, table => Assert.Equal(table.Value.Read, warehouse.Scalar<long>($"select count(*) from bronze.{table.Key}")));
        },
        iter: Seconds > 0 ? -1 : 60, time: Seconds, threads: 1);

    [Fact]
    public void Whatever_the_bytes_the_reader_hands_on_each_record_in_order() => Bytes.Sample(
        bytes =>
        {
            using var folder = new TemporaryFolder();
            File.WriteAllBytes(Path.Combine(folder.Path, "doctors.csv"), [.. Encoding.UTF8.GetBytes(Hospital.DoctorHeader + "\n"), .. bytes]);
            try
            {
                using var file = SourceFile.Open(SourceTable.Doctors, folder.Path);
                for (var line = 1L; file.Read(); line = file.Line)
                    Assert.True(file.Line > line, "Lines grow.");
            }
            catch (RunRefusedException)
            {
                // Refusing is an answer.
            }
        },
        iter: Seconds > 0 ? -1 : 2000, time: Seconds, threads: 1);

    [Fact]
    public void Whatever_the_text_a_cleaner_makes_a_row_or_says_why_not() => Text.Array[6].Sample(
        values =>
        {
            Answers(Patient.Clean(Raw.Of(values[..5])));
            Answers(Doctor.Clean(Raw.Of(values[..4])));
            Answers(Visit.Clean(Raw.Of(values), new DateOnly(2025, 3, 11), Known("P1"), new DoctorTable()));
            Answers(Treatment.Clean(Raw.Of(values[..5]), Known("V1"), _ => null));
        },
        iter: Seconds > 0 ? -1 : 20_000, time: Seconds, threads: 1);

    private static void Answers<TRow>(Cleaned<TRow> cleaned)
        where TRow : struct => Assert.Equal(cleaned.Row is null, cleaned.Hits.Any(hit => hit.Rule.Outcome == Outcome.Rejected));

    private static IdIndex Known(string id)
    {
        var keys = new IdIndex();
        keys.Add(Encoding.UTF8.GetBytes(id));
        return keys;
    }

    private static byte[][] Written()
    {
        using var folder = new TemporaryFolder();
        Hospital.Tiny.Patient("P2,\"Zoë, \"\"Z\"\"\nBerg\",70,M,Norway").Doctor("D2,Dr. Lung,Oncology,3").Visit("V2,P2,D2,Oncology,2025-03-11,no").Treatment("T2,V2,MRI,250.505,").WriteTo(folder.Path);
        return [.. Files.Select(file => File.ReadAllBytes(Path.Combine(folder.Path, file)))];
    }

    private static byte[] Encoded(byte[] utf8, int encoding) => encoding switch
    {
        0 => [.. Encoding.Unicode.Preamble, .. Encoding.Convert(Encoding.UTF8, Encoding.Unicode, utf8)],
        1 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.Convert(Encoding.UTF8, Encoding.BigEndianUnicode, utf8)],
        _ => utf8,
    };

    private static byte[] Spliced(byte[] bytes, double place, int length, byte[] piece)
    {
        var start = (int)(place * bytes.Length);
        return [.. bytes[..start], .. piece, .. bytes[Math.Min(bytes.Length, start + length)..]];
    }
}
