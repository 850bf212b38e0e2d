package io.spillway.functions.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.deadletter.RedriveLoop;
import io.spillway.core.notification.NotificationSender;
import io.spillway.functions.Service;
import io.spillway.functions.orchestration.WorkflowPurge;
import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:15Z");
  private static final String PORT_FAILED = "violations.unavailable";

  private final SettableClock clock = new SettableClock();
  private final Service service = new Service();
  private final List<String> ran = new ArrayList<>();

  private MaintenanceFunctions maintenance(MaintenancePart... parts) {
    return new MaintenanceFunctions(List.of(parts), clock);
  }

  private MaintenancePart part(String name, Cadence cadence) {
    return new MaintenancePart(name, cadence, run -> ran.add(name));
  }

  private MaintenancePart failing(String name, RuntimeException failure) {
    return new MaintenancePart(
        name,
        Cadence.EVERY_MINUTE,
        run -> {
          throw failure;
        });
  }

  private void run(MaintenanceFunctions maintenance, Instant at) {
    clock.set(at);
    maintenance.run("{}", service.durable.context(), service.context);
  }

  @Test
  void a_part_that_fails_stops_no_other_and_the_run_fails_at_its_end_with_its_name() {
    MaintenanceFunctions maintenance =
        maintenance(
            failing("A", new PortException(Failure.transientFailure(PORT_FAILED, "secret"))),
            part("B", Cadence.EVERY_MINUTE),
            failing("C", new IllegalStateException("secret")));

    assertThatThrownBy(() -> run(maintenance, MIDNIGHT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("SomeFunction failed: ")
        .hasMessageContainingAll("A: " + PORT_FAILED, "C: java.lang.IllegalStateException")
        .hasMessageNotContaining("secret");
    assertThat(ran).containsExactly("B");
    assertThat(service.context.logged())
        .anyMatch(line -> line.startsWith("maintenance.part-failed A " + PORT_FAILED))
        .anyMatch(
            line ->
                line.contains("\"outcome\":\"failed\",\"exception\"")
                    && line.contains("\"operation\":\"C\""))
        .noneMatch(line -> line.contains("IllegalStateException: secret"));
  }

  @Test
  void an_error_of_one_part_is_a_failure_too() {
    MaintenancePart broken =
        new MaintenancePart(
            "A",
            Cadence.EVERY_MINUTE,
            run -> {
              throw new NoClassDefFoundError("x");
            });
    assertThatThrownBy(() -> run(maintenance(broken, part("B", Cadence.EVERY_MINUTE)), MIDNIGHT))
        .isInstanceOf(IllegalStateException.class);
    assertThat(ran).containsExactly("B");
  }

  @ParameterizedTest
  @CsvSource({"EVERY_MINUTE, 1440", "EVERY_FIVE_MINUTES, 288", "NIGHTLY, 3"})
  void a_part_runs_as_often_in_a_day_as_its_cadence_says(Cadence cadence, int times) {
    MaintenanceFunctions maintenance = maintenance(part("A", cadence));
    for (int minute = 0; minute < 1440; minute++) {
      run(maintenance, MIDNIGHT.plusSeconds(60L * minute));
    }
    assertThat(ran).hasSize(times);
  }

  /** A run of more than a minute keeps the host from starting the next one in time. */
  @Test
  void the_nightly_part_runs_though_runs_were_missed_when_it_was_first_due() {
    MaintenanceFunctions maintenance = maintenance(part("A", Cadence.NIGHTLY));
    Instant due = Instant.parse("2026-11-23T03:20:15Z");
    for (int minute = -60; minute < 60; minute++) {
      if (minute < -1 || minute > 4) {
        run(maintenance, due.plusSeconds(60L * minute));
      }
    }
    assertThat(ran).isNotEmpty();
  }

  @Test
  void parts_that_a_slow_one_leaves_no_time_for_are_put_off_and_in_turn() {
    MaintenancePart slow =
        new MaintenancePart(
            "slow", Cadence.EVERY_MINUTE, run -> clock.advance(Duration.ofMinutes(3)));
    MaintenanceFunctions maintenance =
        maintenance(slow, part("B", Cadence.EVERY_MINUTE), part("C", Cadence.EVERY_MINUTE));
    for (int minute = 0; minute < 3; minute++) {
      run(maintenance, MIDNIGHT.plusSeconds(60L * minute));
    }
    assertThat(ran).containsExactlyInAnyOrder("B", "C", "C");
    assertThat(service.context.logged())
        .anyMatch(line -> line.startsWith("maintenance.part-put-off B"));
  }

  @Test
  void the_longest_run_ends_before_the_host_ends_it() {
    assertThat(MaintenanceFunctions.LATEST_BEGINNING.plus(WorkflowPurge.BUDGET))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(MaintenanceFunctions.LATEST_BEGINNING.plus(RedriveLoop.LONGEST_RUN))
        .isLessThan(Duration.ofMinutes(5));
    assertThat(MaintenanceFunctions.LATEST_BEGINNING.plus(NotificationSender.LONGEST_RUN))
        .isLessThan(Duration.ofMinutes(4));
  }

  @Test
  void everything_that_is_left_undone_is_a_part() {
    assertThat(service.spillway.instance(MaintenanceFunctions.class).parts().keySet())
        .containsExactlyInAnyOrder(
            "SettleDecisions",
            "RecheckUnmoderated",
            "EraseAuthors",
            "AdvanceRedrives",
            "RetryEvents",
            "SendAlerts",
            "NotifyOfDeadLetters",
            "WatchPoisonQueues",
            "WatchUnmoderated",
            "PurgeWorkflows");
  }
}
