package io.spillway.adapters.azure.gemini;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Exception for a request that Gemini rejects as invalid, because of an option, another parameter
 * or the text.
 */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final @Nullable RequestOption option;

  /**
   * Creates an exception.
   *
   * @param option the option to omit first; null if none was sent
   */
  RefusedRequest(Failure failure, @Nullable RequestOption option) {
    super(failure.message());
    this.failure = failure;
    this.option = option;
  }

  Failure failure() {
    return failure;
  }

  @Nullable RequestOption option() {
    return option;
  }
}
