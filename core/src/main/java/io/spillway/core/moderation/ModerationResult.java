package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.moderation.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What came of moderating a text.
 *
 * @param verdict what was decided
 * @param failure why the classifier gave no answer; null when it gave one or was not asked
 */
public record ModerationResult(Verdict verdict, @Nullable Failure failure) {
  public ModerationResult {
    requireNonNull(verdict, "verdict");
  }
}
