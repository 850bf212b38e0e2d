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

/** What a {@link Telemetry} promises. Extend it by a test class that gives yours. */
public abstract class TelemetryContract implements MonitoredContract {

  private Telemetry telemetry;

  /** {@return one that has heard of nothing} */
  protected abstract Telemetry newTelemetry();

  /**
   * {@return how many outcomes of a kind the one that {@link #newTelemetry} gave out last has
   * counted}
   *
   * @param kind what became of something
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
  void each_kind_is_counted_apart(Kind kind) {
    telemetry.note(Outcome.workflow(kind, event("main", "e-1").request(), "stats.unavailable"));
    telemetry.note(Outcome.message(kind, "main", "m-1", null));

    for (Kind other : Kind.values()) {
      assertThat(counted(other)).as("%s", other).isEqualTo(other == kind ? 2 : 0);
    }
  }

  @Test
  void outcomes_are_counted_and_not_what_they_are_about() {
    Outcome outcome = Outcome.message(Kind.MESSAGE_HELD, "main", "m-1", "harassment");
    for (int i = 0; i < 3; i++) {
      telemetry.note(outcome);
    }

    assertThat(counted(Kind.MESSAGE_HELD)).isEqualTo(3);
  }

  @Test
  void what_could_not_be_understood_is_counted_too() {
    telemetry.note(
        new Outcome(
            Kind.EVENT_BURIED, "_unknown", null, null, Fixtures.TRACE_PARENT, "event.not-json"));

    assertThat(counted(Kind.EVENT_BURIED)).isEqualTo(1);
  }

  @Test
  void sixteen_who_note_at_once_are_all_counted() {
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
