using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;

namespace HealthDashboard.Pages.Frame;

/// <summary>The hospital's logo, read once at the start.</summary>
/// <param name="Kind">Its media type.</param>
/// <param name="Ratio">How many times as wide as it is high.</param>
public sealed record Logo(byte[] Content, string Kind, double Ratio)
{
    private const int MostBytes = 256 * 1024;

    /// <summary>A wordmark is wide; what is wider still has no room beside a name.</summary>
    private const double Widest = 5;

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Another address for another picture, so that no browser shows the old one.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..12];

    /// <exception cref="FormatException">It is no picture that can be shown; the message says what was found.</exception>
    public static Logo Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new FormatException("a file that is not there");
            if (file.Length > MostBytes)
                throw new FormatException($"a file of {file.Length / 1024} kB");
            var content = File.ReadAllBytes(path);
            return content.AsSpan().StartsWith(Png) ? OfPng(content) : OfSvg(content);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new FormatException("a file that cannot be read", unreadable);
        }
    }

    /// <summary>The first part of a PNG holds its width and height: PNG (third edition), 11.2.1.</summary>
    private static Logo OfPng(byte[] content)
    {
        const int Width = 16, Height = 20, Header = 24;
        if (content.Length < Header)
            throw new FormatException("a PNG that ends early");
        return new Logo(content, "image/png", Shape(BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(Width)), BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(Height))));
    }

    private static Logo OfSvg(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            if (root.Name != XName.Get("svg", "http://www.w3.org/2000/svg"))
                throw new FormatException($"an XML file whose outermost element is {root.Name.LocalName}");
            var box = (root.Attribute("viewBox")?.Value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
            return new Logo(content, "image/svg+xml", box.Length == 4 ? Shape(Number(box[2]), Number(box[3])) : Shape(Number(root.Attribute("width")?.Value), Number(root.Attribute("height")?.Value)));
        }
        catch (XmlException)
        {
            throw new FormatException("a file that is neither PNG nor SVG");
        }
    }

    private static double Shape(double width, double height) => width > 0 && height > 0 ? Math.Clamp(width / height, 1 / Widest, Widest) : 1;

    private static double Number(string? text) =>
        double.TryParse((text ?? "").Replace("px", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
