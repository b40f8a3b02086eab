using HealthDashboard.Pipeline;
using HealthDashboard.Tests.Support;

namespace HealthDashboard.Tests.Pipeline;

public sealed class RunScheduleTests
{
    private readonly HandClock _clock = new("2025-03-10T08:00:00Z");
    private readonly RunSchedule _schedule;

    public RunScheduleTests() => _schedule = new RunSchedule(_clock);

    [Fact]
    public void After_failures_it_is_tried_again_with_pauses_that_grow_up_to_a_quarter_of_an_hour()
    {
        int[] pauses = [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900];
        foreach (var seconds in pauses)
        {
            var ended = _clock.GetUtcNow();
            _schedule.Ended(new RunRecord { State = RunState.Failed });

            Assert.Equal(ended.AddSeconds(seconds), _schedule.Next);
            Set(ended.AddSeconds(seconds).AddMilliseconds(-1));
            Assert.False(_schedule.IsDue());
            Set(ended.AddSeconds(seconds));
            Assert.True(_schedule.IsDue());
            Assert.False(_schedule.IsDue());
        }
    }

    [Theory]
    [InlineData(RunState.Published)]
    [InlineData(RunState.Unchanged)]
    [InlineData(RunState.Refused)]
    public void After_anything_else_nothing_is_due_and_the_next_failure_is_the_first_again(RunState state)
    {
        _schedule.Ended(new RunRecord { State = RunState.Failed });
        _schedule.Ended(new RunRecord { State = RunState.Failed });
        _schedule.Ended(new RunRecord { State = state });
        Assert.Null(_schedule.Next);

        _schedule.Ended(new RunRecord { State = RunState.Failed });
        Assert.Equal(_clock.GetUtcNow().AddSeconds(2), _schedule.Next);
    }

    [Fact]
    public void Uploaded_files_that_could_not_take_their_places_are_tried_again()
    {
        _schedule.Ended(new RunRecord { State = RunState.Refused, Rule = RunRefusals.Unfinished });

        Assert.Equal(_clock.GetUtcNow().AddSeconds(2), _schedule.Next);
    }

    [Fact]
    public void A_run_is_due_as_soon_as_the_day_of_a_future_visit_begins_and_never_for_a_day_that_has()
    {
        _schedule.Ended(new RunRecord { State = RunState.Published, RunAgainOn = new DateOnly(2025, 3, 12) });

        _clock.Now = "2025-03-11T23:59:59Z";
        Assert.False(_schedule.IsDue());
        _clock.Now = "2025-03-12T00:00:00Z";
        Assert.True(_schedule.IsDue());

        _schedule.Ended(new RunRecord { State = RunState.Unchanged, RunAgainOn = new DateOnly(2025, 3, 12) });
        Assert.Null(_schedule.Next);
    }

    private void Set(DateTimeOffset now) => _clock.Now = now.ToString("O");
}
