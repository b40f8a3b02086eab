using System.Net.Sockets;
using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_somebody_else_holds_is_another_run()
    {
        using var held = RunLock.Take(_folder.Path);

        Assert.Throws<RunLockedException>(() => RunLock.Take(_folder.Path));
    }

    [Fact]
    public void It_can_be_taken_again_when_it_was_let_go()
    {
        RunLock.Take(_folder.Path).Dispose();

        RunLock.Take(_folder.Path).Dispose();
    }

    /// <summary>A lock that is there and cannot be opened, as on a disk that is read-only: nobody holds it.</summary>
    [Fact]
    public void A_lock_that_cannot_be_opened_is_a_warehouse_that_cannot_be_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no such file.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.Path, "LOCK")));

        AssertNotWritable(_folder.Path);
    }

    [Theory]
    [InlineData("a folder in its place")]
    [InlineData("a file in the way")]
    public void A_folder_without_room_for_a_lock_is_a_warehouse_that_cannot_be_written(string what)
    {
        var folder = Path.Combine(_folder.Path, "warehouse");
        if (what == "a file in the way")
            File.WriteAllText(folder, "");
        else
            Directory.CreateDirectory(Path.Combine(folder, "LOCK"));

        AssertNotWritable(folder);
    }

    private static void AssertNotWritable(string folder)
    {
        var fault = Assert.Throws<WarehouseNotWritableException>(() => RunLock.Take(folder));
        Assert.Contains(folder, FaultMessages.InWords(fault), StringComparison.Ordinal);
        Assert.Contains("Warehouse:Path", FaultMessages.InWords(fault), StringComparison.Ordinal);
        Assert.DoesNotContain("nother run", FaultMessages.InWords(fault), StringComparison.Ordinal);
    }
}
