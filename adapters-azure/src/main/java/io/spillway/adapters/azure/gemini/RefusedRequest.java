package io.spillway.adapters.azure.gemini;

import io.spillway.ports.Failure;
import org.jspecify.annotations.Nullable;

/** Gemini finds the request invalid: for one of its options, for another parameter, or the text. */
final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final @Nullable RequestOption option;

  /**
   * @param option the one to leave out first; null when no option was sent
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
