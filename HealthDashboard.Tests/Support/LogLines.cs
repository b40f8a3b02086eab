using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HealthDashboard.Tests.Support;

/// <summary>Keeps what is logged, exceptions included.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly LoggerFactory _factory = new();

    public LogLines() => _factory.AddProvider(this);

    public string Text => string.Join('\n', _lines);

    public ILogger<T> For<T>() => _factory.CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Logger(_lines);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
