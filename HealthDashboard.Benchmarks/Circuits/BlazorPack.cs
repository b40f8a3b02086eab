using System.Buffers.Binary;
using System.Text;

namespace HealthDashboard.Benchmarks.Circuits;

/// <summary>Bytes that were passed over; render batches are weighed, not drawn.</summary>
public sealed record Bytes(int Length);

/// <summary>
/// The messages of a circuit: SignalR's MessagePack encoding, under the name "blazorpack". Only what a circuit sends and answers
/// is here, so that two hundred of them cost the measuring side little.
/// </summary>
public static class BlazorPack
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    /// <summary>A call of the server's hub, ready to be sent.</summary>
    /// <param name="id">Where an answer is wanted, its name; otherwise null.</param>
    public static byte[] Call(string? id, string target, params object?[] arguments) => Framed(body =>
    {
        body.Add(0x96);
        body.Add(Invocation);
        body.Add(0x80);
        Write(body, id);
        Write(body, target);
        Write(body, arguments);
        body.Add(0x90);
    });

    public static byte[] PingMessage { get; } = Framed(body => body.AddRange([0x91, Ping]));

    /// <summary>Takes the messages out of what was received; each is the list of its fields.</summary>
    /// <param name="taken">How many bytes were whole messages.</param>
    public static List<object?[]> Read(ReadOnlySpan<byte> received, out int taken)
    {
        var messages = new List<object?[]>();
        taken = 0;
        while (TryLength(received[taken..], out var length, out var prefix) && received.Length - taken - prefix >= length)
        {
            var rest = received.Slice(taken + prefix, length);
            messages.Add((object?[])ReadValue(ref rest)!);
            taken += prefix + length;
        }

        return messages;
    }

    private static byte[] Framed(Action<List<byte>> write)
    {
        var body = new List<byte>();
        write(body);
        var framed = new List<byte>();
        for (var length = body.Count; ; length >>= 7)
        {
            framed.Add((byte)(length > 0x7f ? (length & 0x7f) | 0x80 : length));
            if (length <= 0x7f)
                break;
        }

        return [.. framed, .. body];
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xc0);
                break;
            case bool flag:
                to.Add((byte)(flag ? 0xc3 : 0xc2));
                break;
            case long number:
                to.Add(0xd3);
                Span<byte> eight = stackalloc byte[8];
                BinaryPrimitives.WriteInt64BigEndian(eight, number);
                to.AddRange(eight);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                to.Add(0xdb);
                Span<byte> four = stackalloc byte[4];
                BinaryPrimitives.WriteInt32BigEndian(four, bytes.Length);
                to.AddRange(four);
                to.AddRange(bytes);
                break;
            case object?[] { Length: < 16 } list:
                to.Add((byte)(0x90 | list.Length));
                foreach (var item in list)
                    Write(to, item);
                break;
            default:
                throw new ArgumentException($"A circuit sends no {value.GetType().Name}.", nameof(value));
        }
    }

    private static bool TryLength(ReadOnlySpan<byte> bytes, out int length, out int prefix)
    {
        length = 0;
        for (prefix = 0; prefix < bytes.Length && prefix < 5;)
        {
            var part = bytes[prefix];
            length |= (part & 0x7f) << (7 * prefix++);
            if (part < 0x80)
                return true;
        }

        return false;
    }

    private static object? ReadValue(ref ReadOnlySpan<byte> rest)
    {
        var kind = rest[0];
        rest = rest[1..];
        switch (kind)
        {
            case < 0x80: return (long)kind;
            case >= 0xe0: return (long)(sbyte)kind;
            case < 0x90: return ReadMap(ref rest, kind & 0x0f);
            case < 0xa0: return ReadList(ref rest, kind & 0x0f);
            case < 0xc0: return ReadText(ref rest, kind & 0x1f);
            case 0xc0: return null;
            case 0xc2: return false;
            case 0xc3: return true;
            case 0xc4 or 0xc5 or 0xc6:
                var length = (int)ReadNumber(ref rest, 1 << (kind - 0xc4));
                rest = rest[length..];
                return new Bytes(length);
            case >= 0xcc and <= 0xcf: return ReadNumber(ref rest, 1 << (kind - 0xcc));
            case >= 0xd0 and <= 0xd3: return ReadNumber(ref rest, 1 << (kind - 0xd0), signed: true);
            case >= 0xd9 and <= 0xdb: return ReadText(ref rest, (int)ReadNumber(ref rest, 1 << (kind - 0xd9)));
            case 0xdc or 0xdd: return ReadList(ref rest, (int)ReadNumber(ref rest, kind == 0xdc ? 2 : 4));
            case 0xde or 0xdf: return ReadMap(ref rest, (int)ReadNumber(ref rest, kind == 0xde ? 2 : 4));
            default: throw new FormatException($"A circuit sent a value of the kind {kind:x2}, which is not expected.");
        }
    }

    private static object?[] ReadList(ref ReadOnlySpan<byte> rest, int count)
    {
        var list = new object?[count];
        for (var index = 0; index < count; index++)
            list[index] = ReadValue(ref rest);
        return list;
    }

    private static object?[] ReadMap(ref ReadOnlySpan<byte> rest, int count) => ReadList(ref rest, 2 * count);

    private static string ReadText(ref ReadOnlySpan<byte> rest, int length)
    {
        var text = Encoding.UTF8.GetString(rest[..length]);
        rest = rest[length..];
        return text;
    }

    private static long ReadNumber(ref ReadOnlySpan<byte> rest, int size, bool signed = false)
    {
        var number = signed ? (long)(sbyte)rest[0] : rest[0];
        foreach (var part in rest[1..size])
            number = (number << 8) | part;
        rest = rest[size..];
        return number;
    }
}
