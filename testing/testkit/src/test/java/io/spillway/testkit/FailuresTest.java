package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.PortException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void the_failure_of_a_call_is_returned() {
    assertThat(
            Failures.of(
                () -> {
                  throw new PortException(Fixtures.outage());
                }))
        .isEqualTo(Fixtures.outage());
  }

  @Test
  void a_call_that_does_not_fail_fails_the_test() {
    assertThatThrownBy(() -> Failures.of(() -> {})).isInstanceOf(AssertionError.class);
  }

  @Test
  void another_exception_fails_the_test() {
    assertThatThrownBy(
            () ->
                Failures.of(
                    () -> {
                      throw new IllegalStateException("not of a port");
                    }))
        .isInstanceOf(AssertionError.class);
  }
}
