package io.spillway.wire;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;

/** Exception for a queued payload that cannot be decoded. A retry cannot succeed. */
public final class UnreadablePayloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final String contentType;

  UnreadablePayloadException(Failure failure, String contentType) {
    super(requireNonNull(failure).code() + ": " + failure.message());
    this.failure = failure;
    this.contentType = contentType;
  }

  /** {@return the reason, such as {@code event.not-json}, without a quotation of the payload} */
  public Failure failure() {
    return failure;
  }

  /** {@return the detected content type, such as {@code application/octet-stream}} */
  public String contentType() {
    return contentType;
  }
}
