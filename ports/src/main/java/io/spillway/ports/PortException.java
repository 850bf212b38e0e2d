package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The only exception that ports throw for a failed operation. Its {@link #failure()} contains the
 * reason and whether a retry may help. After a {@link FailureCategory#TRANSIENT} failure of a
 * write, the write may or may not have been applied; every write of a port is therefore idempotent.
 */
public final class PortException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /**
   * Creates an exception without a cause.
   *
   * @param failure the reason
   */
  public PortException(Failure failure) {
    this(failure, null);
  }

  /**
   * Creates an exception with a cause, which is for diagnosis only.
   *
   * @param failure the reason
   * @param cause the exception of the adapter's library; null for none
   */
  public PortException(Failure failure, @Nullable Throwable cause) {
    super(requireNonNull(failure).code() + ": " + failure.message(), cause);
    this.failure = failure;
  }

  /** {@return the reason, on which callers base their decisions} */
  public Failure failure() {
    return failure;
  }
}
