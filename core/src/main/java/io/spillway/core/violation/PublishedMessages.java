package io.spillway.core.violation;

import io.spillway.ReviewResult;
import io.spillway.ReviewResult.Decided;
import io.spillway.ReviewResult.NotAllowed;
import io.spillway.ReviewResult.NotFound;
import io.spillway.ReviewResult.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Withholds published messages on behalf of moderators. The violation is written first, with the
 * withdrawal as its pending effect, so that after a crash the sweep completes it.
 */
final class PublishedMessages {

  private static final int TRIES = 4;

  private final MessageStore messages;
  private final ViolationStore violations;
  private final ReviewSteps steps;
  private final InstantSource clock;
  private final Telemetry telemetry;

  PublishedMessages(
      MessageStore messages,
      ViolationStore violations,
      ReviewSteps steps,
      InstantSource clock,
      Telemetry telemetry) {
    this.messages = messages;
    this.violations = violations;
    this.steps = steps;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  /** Withholds a message, whether or not it has a case. Repeats after concurrent changes. */
  ReviewResult withhold(ViolationId id, CheckedWithholding asked, @Nullable String bulkId) {
    ReviewResult result = new NotFound();
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned<Violation>> found = violations.find(id);
      result =
          found.isPresent() ? withhold(found.get(), asked, bulkId) : addCase(id, asked, bulkId);
      if (!(result instanceof Stale)) {
        return result;
      }
    }
    return result;
  }

  private ReviewResult addCase(ViolationId id, CheckedWithholding asked, @Nullable String bulkId) {
    Message message = messages.find(id.streamId(), id.messageId()).orElse(null);
    if (message == null) {
      // Another moderator may have withheld it since the violation was looked up.
      return violations.find(id).<ReviewResult>map(Stale::new).orElseGet(NotFound::new);
    }
    Instant now = clock.instant();
    Violation added =
        Violation.of(
                id,
                message.author(),
                message.text(),
                message.sentAt(),
                ByHand.verdict(
                    message,
                    "moderator",
                    asked.category(),
                    asked.severity(),
                    1.0,
                    "published before, withheld by a moderator"),
                List.of(asked.entry(now, null, bulkId)),
                Assignment.dueAt(now))
            .withPending(PendingEffect.WITHDRAW);
    Versioned<Violation> stored = violations.add(added);
    if (!stored.value().equals(added)) {
      return new Stale(stored);
    }
    report(added);
    return new Decided(steps.apply(stored));
  }

  private ReviewResult withhold(
      Versioned<Violation> found, CheckedWithholding asked, @Nullable String bulkId) {
    ViolationState state = found.value().state();
    if (state == ViolationState.UPHELD) {
      boolean isSettled = !PendingEffect.UNSETTLED.contains(found.value().pendingEffect());
      return new Decided(isSettled ? found : steps.apply(found));
    }
    if (state.waits()) {
      return steps.decide(found.value().id(), found.version(), asked.decision());
    }
    Optional<String> obstacle = ReviewRules.obstacleToWithhold(found.value(), asked.moderator());
    if (obstacle.isPresent()) {
      return new NotAllowed(found, obstacle.get());
    }
    ReviewResult result = steps.record(found, asked.entry(clock.instant(), state, bulkId));
    if (result instanceof Decided) {
      report(found.value());
    }
    return result;
  }

  private void report(Violation violation) {
    telemetry.note(
        Outcome.message(
            Outcome.Kind.MESSAGE_WITHDRAWN,
            violation.id().streamId(),
            violation.id().messageId(),
            violation.verdict().category().code()));
  }
}
