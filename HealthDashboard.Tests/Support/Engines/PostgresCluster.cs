using System.Diagnostics;
using System.Globalization;
using HealthDashboard.Tests.Support.Engines;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace HealthDashboard.Tests.Support.Engines;

/// <summary>
/// A PostgreSQL of the tests' own, started when the first of them asks. It lies in a temporary folder, is reached by a socket there and by no port,
/// sorts by code points, and forgets to write to the disk. PostgreSQL refuses to run as root, so that there it runs as nobody.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "health";

    private readonly string _folder = Directory.CreateTempSubdirectory("health-dashboard-pg-").FullName;
    private readonly Lazy<Task<Process>> _server;
    private int _databases;

    public PostgresCluster() => _server = new(StartAsync);

    /// <summary>An empty database of a test's own, as a connection string.</summary>
    public async Task<string> DatabaseAsync()
    {
        await _server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"of_test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return Address(name);
    }

    /// <summary>A standby that hears of everything and lies in a folder below, until it is stopped; there is one at a time.</summary>
    public async Task<Standby> StandbyAsync()
    {
        await _server.Value;
        var data = Path.Combine(_folder, "standby");
        await RunAsync(Start("pg_basebackup", "-h", _folder, "-U", User, "-D", data, "-R", "--checkpoint=fast", "--no-sync"));
        return new Standby(data, await ServeAsync(data, data));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
            await EndAsync(await _server.Value);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task EndAsync(Process server)
    {
        using var stop = Process.Start("kill", ["-QUIT", server.Id.ToString(CultureInfo.InvariantCulture)]);
        await server.WaitForExitAsync();
        server.Dispose();
    }

    private string Address(string database) => Address(_folder, database);

    private static string Address(string host, string database) => new NpgsqlConnectionStringBuilder { Host = host, Username = User, Database = database, Pooling = false }.ToString();

    private async Task<Process> StartAsync()
    {
        var data = Path.Combine(_folder, "data");
        if (Environment.IsPrivilegedProcess)
            await RunAsync(Process.Start("chown", ["nobody", _folder]));
        await RunAsync(Start("initdb", "-D", data, "-U", User, "--auth=trust", "--no-sync", "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8"));
        return await ServeAsync(data, _folder);
    }

    private static async Task<Process> ServeAsync(string data, string socket)
    {
        var server = Start(
            "postgres", "-D", data, "-k", socket, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB",
            "-c", "autovacuum=off", "-c", "jit=off");
        await Patience.UntilAsync(async cancellation =>
        {
            if (server.HasExited)
                throw new InvalidOperationException($"PostgreSQL ended with {server.ExitCode}.");
            try
            {
                await using var connection = new NpgsqlConnection(Address(socket, "postgres"));
                await connection.OpenAsync(cancellation);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
        return server;
    }

    /// <summary>In the place of the one that asks for it, so that whoever ends this process ends that one.</summary>
    private static Process Start(string program, params string[] arguments)
    {
        var path = Installed(program);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, "/");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task RunAsync(Process process)
    {
        using (process)
        {
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
    }

    /// <summary>Where Debian puts it, the newest version first, or wherever else it is found.</summary>
    private static string Installed(string program) => (Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => double.Parse(Path.GetFileName(version), CultureInfo.InvariantCulture))
            .Select(version => Path.Combine(version, "bin", program)).FirstOrDefault(File.Exists)
        : null) ?? program;

    /// <param name="Host">Where its socket lies.</param>
    public sealed record Standby(string Host, Process Server) : IAsyncDisposable
    {
        private bool _isStopped;

        public async ValueTask DisposeAsync()
        {
            if (_isStopped)
                return;
            _isStopped = true;
            await EndAsync(Server);
            Directory.Delete(Host, recursive: true);
        }
    }
}
