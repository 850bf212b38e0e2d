package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Format of patches that edit the payloads of many dead letters, such as JSON Patch. Pure and
 * thread-safe; an implementation throws nothing for any patch or payload.
 */
public interface PayloadPatches {

  /** No format: every patch is refused. */
  PayloadPatches NONE =
      new PayloadPatches() {
        @Override
        public Optional<String> problem(String patch) {
          return Optional.of("is not supported: there is no format of patches");
        }

        @Override
        public Result apply(String patch, Payload payload) {
          return new Unfit("there is no format of patches");
        }
      };

  /**
   * {@return the problem of a patch, as a phrase that follows the field's name; empty if it is
   * valid}
   *
   * @param patch any text
   */
  Optional<String> problem(String patch);

  /**
   * {@return the payload with a patch applied, or the reason why it does not fit}
   *
   * @param patch a patch without a {@link #problem}
   * @param payload any payload
   */
  Result apply(String patch, Payload payload);

  /** Result of a patch. */
  sealed interface Result {}

  /**
   * Patched payload.
   *
   * @param payload the new payload
   * @param changes the changed values, in the order of the old payload; an implementation may limit
   *     their number
   */
  record Patched(Payload payload, List<Change> changes) implements Result {
    public Patched {
      requireNonNull(payload, "payload");
      changes = List.copyOf(changes);
    }
  }

  /**
   * Payload that a patch does not fit.
   *
   * @param why the reason, for people; quotes nothing of the payload
   */
  record Unfit(String why) implements Result {}

  /**
   * Changed value of a payload.
   *
   * @param path the path, such as {@code /amount}
   * @param before the old value as it is written, which may be truncated; null if it was missing
   * @param after the new value as it is written, which may be truncated; null if it was removed
   */
  record Change(String path, @Nullable String before, @Nullable String after) {}
}
