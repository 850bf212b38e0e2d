package io.spillway.testkit.telemetry;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Contract test of {@link Telemetry}. Extend it and return your implementation from the factory
 * method.
 */
public abstract class TelemetryContract implements MonitoredContract {

  private Telemetry telemetry;

  /** {@return telemetry without outcomes} */
  protected abstract Telemetry newTelemetry();

  /**
   * {@return the number of outcomes of a kind that the latest {@link #newTelemetry} counted}
   *
   * @param kind the kind
   */
  protected abstract long counted(Kind kind);

  @BeforeEach
  final void open() {
    telemetry = newTelemetry();
  }

  @Override
  public final Telemetry monitored() {
    return telemetry;
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_is_counted_separately(Kind kind) {
    telemetry.note(Outcome.workflow(kind, event("main", "e-1").request(), "stats.unavailable"));
    telemetry.note(Outcome.message(kind, "main", "m-1", null));

    for (Kind other : Kind.values()) {
      assertThat(counted(other)).as("%s", other).isEqualTo(other == kind ? 2 : 0);
    }
  }

  @Test
  void outcomes_are_counted_independently_of_their_subjects() {
    Outcome outcome = Outcome.message(Kind.MESSAGE_HELD, "main", "m-1", "harassment");
    for (int i = 0; i < 3; i++) {
      telemetry.note(outcome);
    }

    assertThat(counted(Kind.MESSAGE_HELD)).isEqualTo(3);
  }

  @Test
  void an_outcome_without_a_subject_is_counted() {
    telemetry.note(
        new Outcome(
            Kind.EVENT_BURIED,
            "_unknown",
            null,
            null,
            Fixtures.TRACE_PARENT,
            "event.not-json",
            "_unknown~1"));

    assertThat(counted(Kind.EVENT_BURIED)).isEqualTo(1);
  }

  @Test
  void concurrent_outcomes_of_sixteen_threads_are_all_counted() {
    Concurrently.call(
        i -> {
          for (int n = 0; n < 100; n++) {
            telemetry.note(Outcome.message(Kind.MESSAGE_ACCEPTED, "main", "m-" + i, null));
          }
          return i;
        });

    assertThat(counted(Kind.MESSAGE_ACCEPTED)).isEqualTo(1_600);
  }
}
