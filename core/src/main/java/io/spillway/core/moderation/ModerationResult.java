package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.moderation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Result of moderating a text.
 *
 * @param verdict the verdict
 * @param failure the classifier's failure; null if it answered or was not called
 */
public record ModerationResult(Verdict verdict, @Nullable Failure failure) {
  public ModerationResult {
    requireNonNull(verdict, "verdict");
  }
}
