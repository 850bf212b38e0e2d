package io.spillway.local.host;

import io.spillway.functions.http.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Body that is read when a function asks for it, which is after it has looked at the caller's key:
 * a stranger's body is never waited for.
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
   * Throws a {@link ProblemException} for a body that cannot be taken; the host then answers that.
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

  /** Whether a function wanted it. */
  synchronized boolean isAsked() {
    return isAsked;
  }

  /** Why the body could not be taken; null when it could, or was not asked for. */
  synchronized @Nullable HttpRefusal refusal() {
    return refusal;
  }
}
