namespace HealthDashboard.Gold.Columns;

/// <summary>
/// The memory of one computation, all of it given back at its end. Megabytes that are new each time cost more than what is done with them, as the
/// system hands them out page by page; so what was in use at once is kept for the computations to come. Several threads may take.
/// </summary>
internal sealed class Arena : IDisposable
{
    private readonly Stack<IDisposable> _taken = new();

    /// <returns>At least so long, and holding anything at first.</returns>
    public T[] Take<T>(int length)
        where T : unmanaged
    {
        var piece = new Scratch<T>(length);
        lock (_taken)
            _taken.Push(piece);
        return piece.Array;
    }

    public void Dispose()
    {
        while (_taken.TryPop(out var piece))
            piece.Dispose();
    }
}
