package io.spillway.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PortCallsTest {

  private final PortCalls calls = new PortCalls("sql", "messages");

  private static int failing() throws SQLException {
    throw new SQLException("user=admin password=secret");
  }

  @Test
  void a_library_exception_becomes_an_unavailable_failure_without_its_message() {
    assertThatExceptionOfType(PortException.class)
        .isThrownBy(() -> calls.run(PortCallsTest::failing))
        .withCauseInstanceOf(SQLException.class)
        .satisfies(
            e ->
                assertThat(e.failure())
                    .isEqualTo(
                        Failure.transientFailure("messages.unavailable", "java.sql.SQLException")));
  }

  @Test
  void health_reports_the_outcome_of_the_last_call() {
    assertThat(calls.health()).isEqualTo(Health.up("sql"));

    assertThatExceptionOfType(PortException.class)
        .isThrownBy(() -> calls.run(PortCallsTest::failing));
    assertThat(calls.health())
        .isEqualTo(
            new Health("sql", Health.State.DOWN, "messages.unavailable: java.sql.SQLException"));

    assertThat(calls.<Integer>run(() -> 1)).isEqualTo(1);
    assertThat(calls.health()).isEqualTo(Health.up("sql"));
  }

  @Test
  void a_port_exception_passes_unchanged_and_is_reported_by_health() {
    PortException full = new PortException(Failure.permanent("messages.full", "disk full"));

    assertThatExceptionOfType(PortException.class)
        .isThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(calls.health().detail()).isEqualTo("messages.full: disk full");
  }

  @Test
  void an_error_of_the_caller_passes_unchanged_and_does_not_affect_health() {
    assertThatExceptionOfType(InvalidCursorException.class)
        .isThrownBy(() -> calls.run(() -> Cursor.lastKey("list", "not a cursor")));
    assertThat(calls.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void an_interrupted_call_leaves_its_thread_interrupted() {
    assertThatExceptionOfType(PortException.class)
        .isThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw new InterruptedException();
                    }));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void an_invalid_port_name_is_rejected_by_the_constructor() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortCalls("sql", "Messages!"));
  }
}
