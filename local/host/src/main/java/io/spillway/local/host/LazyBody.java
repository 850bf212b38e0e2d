package io.spillway.local.host;

import io.spillway.functions.http.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Request body that is read on first use, after the caller's key was checked: a stranger's body is
 * never waited for.
 */
final class LazyBody {

  private final Supplier<Optional<String>> reader;
  private Optional<String> body = Optional.empty();
  private boolean isAsked;
  private boolean isRead;
  private @Nullable HttpRefusal refusal;

  LazyBody(Supplier<Optional<String>> reader) {
    this.reader = reader;
  }

  /**
   * Reads the body. Throws a {@link ProblemException} for an unacceptable body; the host then
   * returns that problem.
   */
  synchronized Optional<String> read() {
    isAsked = true;
    if (refusal != null) {
      throw ProblemException.of(refusal.problem());
    }
    if (!isRead) {
      try {
        body = reader.get();
        isRead = true;
      } catch (HttpRefusal refused) {
        refusal = refused;
        throw ProblemException.of(refused.problem());
      }
    }
    return body;
  }

  /** Returns whether a function has requested the body. */
  synchronized boolean isAsked() {
    return isAsked;
  }

  /** Returns the rejection of the body; null if it was accepted or not requested. */
  synchronized @Nullable HttpRefusal refusal() {
    return refusal;
  }
}
