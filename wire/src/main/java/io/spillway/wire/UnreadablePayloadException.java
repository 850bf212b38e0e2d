package io.spillway.wire;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;

/** A queued payload that is not what its queue is for. Trying again cannot help. */
public final class UnreadablePayloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final String contentType;

  UnreadablePayloadException(Failure failure, String contentType) {
    super(requireNonNull(failure).code() + ": " + failure.message());
    this.failure = failure;
    this.contentType = contentType;
  }

  /**
   * {@return why it cannot be read, such as {@code event.not-json}; quotes nothing of the payload}
   */
  public Failure failure() {
    return failure;
  }

  /** {@return what the payload seems to be, such as {@code application/octet-stream}} */
  public String contentType() {
    return contentType;
  }
}
