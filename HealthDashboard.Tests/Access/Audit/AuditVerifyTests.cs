using HealthDashboard.Access.Audit;

namespace HealthDashboard.Tests.Access.Audit;

/// <summary>What was changed, removed, swapped or cut is named by <c>audit verify</c>, in its own process.</summary>
public sealed class AuditVerifyTests : IDisposable
{
    private const string Swap = """
        update entries set id = 1000 where id = 3;
        update entries set id = 3 where id = 4;
        update entries set id = 4 where id = 1000;
        """;

    private readonly AuditWriting _audit = new AuditWriting().WithSix();

    [Fact]
    public async Task What_is_as_it_was_written_is_counted_while_a_server_writes()
    {
        var run = await _audit.VerifyAsync();

        Assert.Equal((0, "6 entries, from 2025-03-11 08:00:00 UTC to 2025-03-16 08:00:00 UTC, are as they were written.", ""), (run.ExitCode, run.Output.Trim(), run.Errors));
        Assert.Equal(7, _audit.Write("/"));
        Assert.True(AuditCheck.Of(_audit.Files).IsWhole);
    }

    [Theory]
    [InlineData("Entry 3 of 2025-03-13 08:00:00 UTC is not what was written there", "update entries set what = '/' where id = 3")]
    [InlineData("Entry 5 of 2025-03-15 07:59:59 UTC is not what was written there", "update entries set at = at - 1 where id = 5")]
    [InlineData("Entry 2 of", "update entry_patients set patient_id = 'P9' where entry = 2 and patient_id = 'P1'")]
    [InlineData("Entry 2 of", "delete from entry_patients where entry = 2 and patient_id = 'P1'")]
    [InlineData("Entry 1 of", "insert into entry_patients values (1, 'P7')")]
    [InlineData("Entry 4 was removed.", "delete from entries where id = 4")]
    [InlineData("Entry 1 was removed.", "delete from entries where id < 3")]
    [InlineData("Entry 3 of", Swap)]
    [InlineData("Entry 5 was removed: the audit ends with entry 4, and 6 were written.", "delete from entries where id > 4; delete from entry_patients where entry > 4")]
    [InlineData("Entry 1 was removed: the audit ends with entry 0, and 6 were written.", "delete from entries; delete from entry_patients")]
    [InlineData("Entry 7 of", "insert into entries select 7, at, issuer, subject, name, session, reach, action, what, reason, rows, sha256, patients, patients_as, mac from entries where id = 5")]
    [InlineData("The audit is said to start with entry 3, and that is not signed with its key", "delete from entries where id < 3; insert into chain_start select 1, 3, mac, 'x' from entries where id = 3")]
    [InlineData("Entry 9 was removed, and patients that it showed are still there.", "insert into entry_patients values (9, 'P7')")]
    public async Task The_first_entry_that_is_not_as_it_was_written_is_named(string words, string sql)
    {
        _audit.Execute(sql);
        var run = await _audit.VerifyAsync();

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(words, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_that_have_left_by_age_are_no_gap_and_those_that_stay_are_held_as_before()
    {
        Assert.Equal(3, _audit.Store.Forget(new DateTimeOffset(2025, 3, 14, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(0, _audit.Store.Forget(new DateTimeOffset(2025, 3, 14, 0, 0, 0, TimeSpan.Zero)));
        var run = await _audit.VerifyAsync();
        Assert.Equal((0, "3 entries, from 2025-03-14 08:00:00 UTC to 2025-03-16 08:00:00 UTC, are as they were written."), (run.ExitCode, run.Output.Trim()));

        _audit.Execute("delete from entries where id = 4");
        Assert.Equal("Entry 4 was removed.", (await _audit.VerifyAsync()).Errors.Trim());
    }

    [Fact]
    public void All_may_leave_and_the_next_goes_on_behind_them()
    {
        Assert.Equal(6, _audit.Store.Forget(DateTimeOffset.MaxValue));
        Assert.StartsWith("There is no entry; those before 7 have left", AuditCheck.Of(_audit.Files).Words, StringComparison.Ordinal);

        Assert.Equal(7, _audit.Write("/"));
        Assert.StartsWith("1 entry, of", AuditCheck.Of(_audit.Files).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audit.head")]
    [InlineData("audit.key")]
    [InlineData("audit.db")]
    public async Task A_file_of_it_that_is_missing_is_named_and_not_made_again(string file)
    {
        _audit.Store.Dispose();
        File.Delete(Path.Combine(_audit.State, file));

        var run = await _audit.VerifyAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(file, run.Errors, StringComparison.Ordinal);
        using var next = new AuditStore(_audit.Files, _audit.Clock);
        Assert.Throws<AuditUnavailableException>(() => next.End());
        Assert.False(File.Exists(Path.Combine(_audit.State, file)));
    }

    [Fact]
    public async Task Another_key_and_an_end_that_was_written_over_are_told()
    {
        var head = Path.Combine(_audit.State, "audit.head");
        var written = await File.ReadAllTextAsync(head, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(head, written.Replace("0000000000000000006", "0000000000000000005", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("audit.head, which says where the audit ends, is not as it was written.", (await _audit.VerifyAsync()).Errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(head, written, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(_audit.State, "audit.key"), new byte[32], TestContext.Current.CancellationToken);
        Assert.Contains("audit.head", (await _audit.VerifyAsync()).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_none_that_is_said()
    {
        using var empty = new AuditWriting();
        var run = await empty.VerifyAsync();

        Assert.Equal((2, true), (run.ExitCode, run.Errors.StartsWith("There is no audit: ", StringComparison.Ordinal)));
    }

    public void Dispose() => _audit.Dispose();
}
