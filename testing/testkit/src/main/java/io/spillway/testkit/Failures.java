package io.spillway.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;

/** What went wrong, for a test to look at. */
public final class Failures {

  private Failures() {}

  /**
   * {@return the failure that a call throws a {@link PortException} for; it must throw one}
   *
   * @param call what is to fail
   * @throws AssertionError when it throws nothing, or anything else
   */
  public static Failure of(ThrowingCallable call) {
    PortException thrown = catchThrowableOfType(PortException.class, call);
    return thrown == null ? Assertions.fail("nothing was thrown") : thrown.failure();
  }
}
