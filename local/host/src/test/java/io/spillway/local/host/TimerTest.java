package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules and runs of timers. */
class TimerTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOON);
  private final Sweep sweep = new Sweep();
  private final TimerListener timer =
      new TimerListener(
          FunctionCatalogue.of(List.of(sweep), DurableClientContext::new).timers().get(0), clock);

  /** A slow timer that may fail. */
  public final class Sweep {
    private final List<Instant> runs = new ArrayList<>();
    private Duration takes = Duration.ZERO;
    private boolean fails;

    @FunctionName("sweep")
    public void run(@TimerTrigger(name = "timer", schedule = "0 */5 * * * *") String timerInfo) {
      assertThat(timerInfo).contains("\"IsPastDue\":false");
      runs.add(clock.instant());
      clock.advance(takes);
      if (fails) {
        throw new IllegalStateException("told to fail");
      }
    }
  }

  @Test
  void a_timer_runs_when_it_is_due_and_not_before() {
    assertThat(timer.pump()).isFalse();
    assertThat(timer.untilDue()).isEqualTo(Duration.ofMinutes(5));

    clock.advance(Duration.ofMinutes(5));

    assertThat(timer.pump()).isTrue();
    assertThat(timer.pump()).isFalse();
    assertThat(sweep.runs).containsExactly(NOON.plusSeconds(300));
  }

  @Test
  void a_run_that_takes_longer_than_the_pause_is_followed_by_one_run_and_not_by_all_it_missed() {
    sweep.takes = Duration.ofMinutes(12);
    clock.advance(Duration.ofMinutes(5));

    timer.pump();

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(17 * 60));
    assertThat(timer.pump()).isFalse();
    assertThat(timer.untilDue()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void a_run_that_failed_does_not_stop_the_timer() {
    sweep.fails = true;
    clock.advance(Duration.ofMinutes(5));
    timer.pump();
    clock.advance(Duration.ofMinutes(5));

    assertThat(timer.pump()).isTrue();
    assertThat(sweep.runs).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0 */5 * * * *,      2026-11-23T12:05:00Z",
    "*/10 * * * * *,     2026-11-23T12:00:10Z",
    "0 0 * * * *,        2026-11-23T13:00:00Z",
    "0 30 9 * * *,       2026-11-24T09:30:00Z",
    "0 30 9 * * 1-5,     2026-11-24T09:30:00Z",
    "0 0 0 * * 0,        2026-11-29T00:00:00Z",
    "0 0 0 1 1 *,        2027-01-01T00:00:00Z",
    "0 0 0 13 * 5,       2027-08-13T00:00:00Z",
  })
  void an_expression_means_what_it_means_on_the_real_host(String expression, Instant next) {
    assertThat(new Schedule(expression).next(NOON)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"* * * * *", "0 */5 * * * * *", "0 99 * * * *", "soon"})
  void other_text_is_refused(String expression) {
    assertThatThrownBy(() -> new Schedule(expression)).isInstanceOf(IllegalArgumentException.class);
  }
}
