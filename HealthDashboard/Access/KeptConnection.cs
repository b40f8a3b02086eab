using Microsoft.Data.Sqlite;

namespace HealthDashboard.Access;

/// <summary>
/// A connection that is kept for one question after another, as long as its file is left alone. One that stays open would read and write on in a file that
/// somebody has taken away, or put another in the place of; opening one for each question takes several times what the question does.
/// </summary>
/// <param name="open">Throws where the file is not there.</param>
public sealed class KeptConnection(string path, Func<SqliteConnection> open) : IDisposable
{
    private readonly Lock _turn = new();
    private SqliteConnection? _kept;
    private (DateTime Made, DateTime Written, long Length)? _left;

    /// <param name="writes">Whether the question itself changes the file.</param>
    public T Ask<T>(Func<SqliteConnection, T> ask, bool writes)
    {
        lock (_turn)
        {
            var found = Look();
            if (_kept is null || found is null || found != _left)
                Reopen();
            _left = null;
            var answer = ask(_kept!);
            _left = writes ? Look() : found;
            return answer;
        }
    }

    public void Dispose()
    {
        lock (_turn)
        {
            _kept?.Dispose();
            (_kept, _left) = (null, null);
        }
    }

    /// <summary>The new one first: the last connection that closes tidies up after all of them.</summary>
    private void Reopen()
    {
        var next = open();
        _kept?.Dispose();
        _kept = next;
    }

    /// <summary>What a file looks like that nobody has touched; null without one.</summary>
    private (DateTime, DateTime, long)? Look()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.CreationTimeUtc, file.LastWriteTimeUtc, file.Length) : null;
    }
}
