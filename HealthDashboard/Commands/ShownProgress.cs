using HealthDashboard.Pipeline;
using Spectre.Console;

namespace HealthDashboard.Commands;

/// <summary>How a command says where it is: a bar on a terminal, plain lines where output is piped, nothing where it must be silent.</summary>
internal static class ShownProgress
{
    public static T While<T>(string task, bool silent, Func<Action<RunProgress>, T> run) => silent || Console.IsOutputRedirected ? run(PlainLines(silent)) : WithBar(task, run);

    private static Action<RunProgress> PlainLines(bool silent)
    {
        var last = "";
        return progress =>
        {
            if (!silent && $"{progress.Layer} {progress.What}" is var step && step != last)
                Console.WriteLine(last = step);
        };
    }

    private static T WithBar<T>(string name, Func<Action<RunProgress>, T> run) => AnsiConsole.Progress().HideCompleted(true).Start(context =>
    {
        var task = context.AddTask(name, maxValue: 1);
        return run(progress =>
        {
            task.Description = $"{progress.Layer} {progress.What}";
            task.Value = progress.Share;
        });
    });
}
