package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.UnmoderatedBacklog;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Backlog;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Rechecks messages that were published while the classifier gave no answer: fewest failed rechecks
 * first, then oldest first.
 *
 * <p>A cleared message stays published. A flagged message is withdrawn and becomes a violation,
 * whose first audit entry is by {@link #SYSTEM} and says that it was published before. A message
 * that was deleted meanwhile stays deleted.
 *
 * <p>A missing answer may be caused by the classifier or by the text. So each failure is followed
 * by a probe with a harmless text. If the probe fails too, it is an outage: the run ends, no
 * recheck is counted, and the next run begins with other messages. Otherwise one recheck of the
 * message is used up; after the last one the message is withdrawn and becomes a violation. If the
 * classifier asks for a pause, runs are no-ops until its end.
 *
 * <p>A message that was withheld provisionally, and that no person has reviewed, is rechecked too,
 * with growing pauses for a day, and released when the classifier clears it: {@link
 * io.spillway.ports.moderation.Verdict.Flagged#isProvisional}.
 *
 * <p>A run continues where the last one ended. Concurrent runs are safe, and may repeat work. Safe
 * for use by many threads.
 */
public final class RecheckSweep {

  /** Author of the first audit entry of a violation found by the recheck. */
  public static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "recheck";

  /** Enough for an outage of a day, with one message for each run. */
  private static final int MAX_ENDED_AT = 2_000;

  private final MessageStore messages;
  private final ViolationStore violations;
  private final TextModeration moderation;
  private final RecheckRules rules;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final LateAnswers lateAnswers;
  private final Set<ViolationId> endedAt = ConcurrentHashMap.newKeySet();
  private volatile Instant notBefore = Instant.MIN;
  private volatile @Nullable Instant lastAnswer;

  /**
   * Creates a sweep.
   *
   * @param messages the store of messages
   * @param violations the store of violations
   * @param moderation the source of verdicts
   * @param rules the limits of a run
   * @param clock the current time, for ages and pauses
   * @param telemetry the receiver of withdrawn and cleared messages
   */
  public RecheckSweep(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      RecheckRules rules,
      InstantSource clock,
      Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.violations = requireNonNull(violations, "violations");
    this.moderation = requireNonNull(moderation, "moderation");
    this.rules = requireNonNull(rules, "rules");
    this.clock = requireNonNull(clock, "clock");
    this.telemetry = requireNonNull(telemetry, "telemetry");
    ViolationReview review = new ViolationReview(messages, violations, clock);
    this.lateAnswers = new LateAnswers(violations, review, moderation, clock);
  }

  /**
   * Rechecks messages until none is left, a limit is reached, or the classifier or a store fails.
   *
   * @return the number of messages by result
   * @throws io.spillway.ports.PortException the first failure of a store, after a few other
   *     messages were tried; safe to call again
   */
  public RecheckResult run() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return RecheckResult.NOTHING;
    }
    RecheckRun run =
        new RecheckRun(messages, violations, moderation, rules, clock, telemetry, endedAt);
    try {
      RecheckResult swept = run.run();
      if (swept.outage() == null || endedAt.size() > MAX_ENDED_AT) {
        endedAt.clear();
      }
      if (swept.outage() == null) {
        lateAnswers.release();
      }
      return applyPause(swept);
    } finally {
      run.lastAnswer().ifPresent(at -> lastAnswer = at);
    }
  }

  /**
   * {@return the backlog of unmoderated messages}
   *
   * @throws io.spillway.ports.PortException if the store failed
   */
  public UnmoderatedBacklog backlog() {
    List<Message> first = messages.unmoderated(1);
    if (first.isEmpty()) {
      return new UnmoderatedBacklog(0, null, Duration.ZERO, false);
    }
    Instant oldest = first.get(0).sentAt();
    Duration age = Duration.between(oldest, clock.instant());
    // The count is read later, when the message found above may be gone.
    long count = Math.max(1, messages.countUnmoderated(Backlog.COUNTED_UP_TO));
    return new UnmoderatedBacklog(count, oldest, age, age.compareTo(rules.alarmAge()) > 0);
  }

  /** {@return the end of the pause that the classifier asked for; empty for none} */
  public Optional<Instant> pausedUntil() {
    Instant until = notBefore;
    return clock.instant().isBefore(until) ? Optional.of(until) : Optional.empty();
  }

  /** {@return the time of the last recheck that got an answer in this process; empty for none} */
  public Optional<Instant> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  private RecheckResult applyPause(RecheckResult swept) {
    if (swept.outage() != null && swept.outage().retryAfter() != null) {
      Duration asked = swept.outage().retryAfter();
      Duration longest = rules.longestPause();
      notBefore = clock.instant().plus(asked.compareTo(longest) < 0 ? asked : longest);
    }
    return swept;
  }
}
