package io.spillway.core.message;

import io.spillway.core.InputCheck;
import io.spillway.core.moderation.ModerationResult;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Rechecks messages that were withheld provisionally, because the classifier's answer was
 * unreadable or because a local classifier stood in for it, and releases those that the classifier
 * now clears. All others are left to moderators: messages that are flagged now, that a provider
 * refuses, or that a person has claimed, decided or reported.
 *
 * <p>Rechecks 1, 2, 4 minutes and so on after a message was withheld, for a day: about ten requests
 * for each, which are not recorded. A late run skips one.
 */
final class LateAnswers {

  /** Age up to which a text is rechecked. */
  static final Duration LONGEST = Duration.ofDays(1);

  static final int MOST = 50;

  private static final String NOTE = "a later answer allows it";

  private final ViolationStore violations;
  private final ViolationReview review;
  private final TextModeration moderation;
  private final InstantSource clock;

  LateAnswers(
      ViolationStore violations,
      ViolationReview review,
      TextModeration moderation,
      InstantSource clock) {
    this.violations = violations;
    this.review = review;
    this.moderation = moderation;
    this.clock = clock;
  }

  /**
   * Runs one recheck; ends at the first text without an answer, because that may be an outage.
   *
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  void release() {
    Instant from = SortableTime.stored(clock.instant()).minus(LONGEST);
    for (Versioned<Violation> found : violations.provisional(from, MOST)) {
      Violation violation = found.value();
      if (isUntouched(violation) && isDue(violation.heldAt(), clock.instant())) {
        ModerationResult moderated =
            moderation.attempt(violation.id().streamId(), violation.text());
        if (moderated.failure() != null) {
          return;
        }
        if (moderated.verdict() instanceof Verdict.Allowed) {
          // A stale version means that a moderator has acted meanwhile, so the result is ignored.
          var unused = review.release(violation.id(), found.version(), NOTE, RecheckSweep.SYSTEM);
        }
      }
    }
  }

  /** Returns whether no person has claimed, changed or reported the violation. */
  private boolean isUntouched(Violation violation) {
    return violation.reports().count() == 0
        && violation.assignment().claimAt(clock.instant()) == null
        && violation.audit().stream().allMatch(step -> InputCheck.isSystem(step.who()));
  }

  static boolean isDue(Instant heldAt, Instant now) {
    long minutes = Duration.between(heldAt, now).toMinutes();
    return minutes > 0 && Long.bitCount(minutes) == 1;
  }
}
