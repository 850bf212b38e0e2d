package io.spillway.core.message;

import io.spillway.core.InputCheck;
import io.spillway.core.moderation.ModerationResult;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Asks again about messages that were withheld because no answer about them could be read, and
 * releases those that the classifier now clears. Everything else about them is for a person: what
 * is flagged now, what a provider refuses, and what anybody has looked at.
 *
 * <p>Asks 1, 2, 4 minutes and so on after a message was withheld, for a day: some ten requests for
 * each, and no record of them. A run that comes late leaves one out.
 */
final class LateAnswers {

  /** The latest that a text is asked about, and the most of one run. */
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
   * One run; ends with the first text that has no answer, since that may be an outage.
   *
   * @throws io.spillway.ports.PortException when a store fails; safe to do again
   */
  void release() {
    for (Versioned<Violation> found : unread()) {
      Violation violation = found.value();
      if (isNobodys(violation) && isDue(violation.heldAt(), clock.instant())) {
        ModerationResult moderated =
            moderation.attempt(violation.id().streamId(), violation.text());
        if (moderated.failure() != null) {
          return;
        }
        if (moderated.verdict() instanceof Verdict.Allowed) {
          // Not when somebody was faster: then it is theirs.
          var unused = review.release(violation.id(), found.version(), NOTE, RecheckSweep.SYSTEM);
        }
      }
    }
  }

  private Iterable<Versioned<Violation>> unread() {
    Instant from = SortableTime.stored(clock.instant()).minus(LONGEST);
    return violations.open(Category.UNSPECIFIED, Severity.MEDIUM, from, MOST);
  }

  /** No person has withheld it, looked at it or has it in hand. */
  private boolean isNobodys(Violation violation) {
    return violation.assignment().claimAt(clock.instant()) == null
        && violation.audit().stream()
            .allMatch(step -> step.who().startsWith(InputCheck.SYSTEM_PREFIX));
  }

  static boolean isDue(Instant heldAt, Instant now) {
    long minutes = Duration.between(heldAt, now).toMinutes();
    return minutes > 0 && Long.bitCount(minutes) == 1;
  }
}
