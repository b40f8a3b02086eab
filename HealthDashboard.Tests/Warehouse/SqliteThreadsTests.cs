using System.Runtime.InteropServices;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Warehouse;

public sealed class SqliteThreadsTests(SampleWarehouse sample)
{
    [Fact]
    public void A_connection_has_no_lock_that_each_value_would_take()
    {
        using var connection = sample.Snapshot.OpenFiles();

        Assert.Equal(0, Mutex(connection.Handle!.DangerousGetHandle()));
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_db_mutex")]
    private static extern nint Mutex(nint connection);
}
