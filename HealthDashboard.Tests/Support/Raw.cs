using System.Text;
using HealthDashboard.Bronze;

namespace HealthDashboard.Tests.Support;

/// <summary>Records as bronze hands them on, without a file.</summary>
public static class Raw
{
    extension(RawRecord record)
    {
        public IReadOnlyList<string> Values => [.. Enumerable.Range(0, record.Columns).Select(record.Text)];
    }

    /// <summary>A record of line 7 with as many fields as its header.</summary>
    public static RawRecord Of(params string[] values) => At(7, values);

    public static RawRecord At(long line, params string[] values) => Batch(line, values)[0];

    public static RecordBatch Batch(long line, params string[] values) => Batch(new RecordBatch.Head(line, values.Length, values.Length), values);

    public static RecordBatch Batch(RecordBatch.Head head, params string[] values)
    {
        var batch = new RecordBatch(values.Length);
        batch.Begin(head);
        foreach (var value in values)
            batch.Add(Encoding.UTF8.GetBytes(value));
        return batch;
    }

    /// <summary>The record that a file stands at.</summary>
    public static RawRecord Record(this SourceFile file)
    {
        var batch = new RecordBatch(file.Table.Columns.Length, file.Separator);
        file.CopyTo(batch);
        return batch[0];
    }
}
