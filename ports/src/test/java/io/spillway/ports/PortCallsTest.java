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
  void what_a_library_throws_becomes_an_unavailable_port_without_its_message() {
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
  void health_tells_how_the_last_call_ended() {
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
  void a_failure_of_the_ports_own_passes_unchanged_and_is_remembered() {
    PortException full = new PortException(Failure.permanent("messages.full", "no room"));

    assertThatExceptionOfType(PortException.class)
        .isThrownBy(
            () ->
                calls.run(
                    () -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(calls.health().detail()).isEqualTo("messages.full: no room");
  }

  @Test
  void a_fault_of_the_caller_passes_unchanged_and_says_nothing_about_health() {
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
  void a_name_that_no_code_can_begin_with_is_refused_at_once() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortCalls("sql", "Messages!"));
  }
}
