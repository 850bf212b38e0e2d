package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that a port throws when it could not do what was asked: the {@link #failure()}
 * says why, and whether trying again may help. After a {@link FailureCategory#TRANSIENT} failure of
 * a write the caller does not know whether the write was applied; that is why every write of a port
 * is idempotent.
 */
public final class PortException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /**
   * A failure that no other exception caused.
   *
   * @param failure why it could not be done
   */
  public PortException(Failure failure) {
    this(failure, null);
  }

  /**
   * A failure, and what caused it: evidence only, nobody decides by it.
   *
   * @param failure why it could not be done
   * @param cause what an adapter's own library threw; null when nothing did
   */
  public PortException(Failure failure, @Nullable Throwable cause) {
    super(requireNonNull(failure).code() + ": " + failure.message(), cause);
    this.failure = failure;
  }

  /** {@return what went wrong, as everybody decides by it} */
  public Failure failure() {
    return failure;
  }
}
