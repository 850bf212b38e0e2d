package io.spillway.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;

/** Extracts failures from exceptions. */
public final class Failures {

  private Failures() {}

  /**
   * {@return the failure of the {@link PortException} that a call throws}
   *
   * @param call the call
   * @throws AssertionError if the call throws nothing or another exception
   */
  public static Failure of(ThrowingCallable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    return thrown == null ? Assertions.fail("nothing was thrown") : thrown.failure();
  }
}
