package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.UnmoderatedBacklog;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.violation.ViolationReview;
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
 * Has those messages moderated that were published while the classifier gave no answer: those first
 * that were checked in vain least often, and of these the oldest.
 *
 * <p>What is fit stays where it is and is marked so. What is unfit is withdrawn and becomes a
 * violation like any other, whose first step is by {@link #SYSTEM} and says that it was published
 * before. A message that is gone by then stays gone.
 *
 * <p>No answer may be the classifier's fault or the text's. So after each failure the classifier is
 * asked about a harmless text: if it has no answer to that either, it is an outage, the run ends,
 * and no message is the worse for it, but the next run asks about others first; otherwise the
 * message has used up one of its rechecks, and after the last one a moderator gets it as a
 * violation, withdrawn. When a run was asked to come back later, runs before that do nothing.
 *
 * <p>A message that was withheld because no answer about it could be read, and that nobody has
 * looked at, is asked about again as well, ever less often and for a day, and released when it is
 * cleared.
 *
 * <p>Wherever a run ends, the next one goes on. Several at once do the same work twice and no harm.
 * Safe for use by many threads.
 */
public final class RecheckSweep {

  /** Who takes the first step of a violation that is found late. */
  public static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "recheck";

  /** In an outage of a day there is one for each run. */
  private static final int MOST_LAST = 2_000;

  private final MessageStore messages;
  private final ViolationStore violations;
  private final TextModeration moderation;
  private final RecheckRules rules;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final LateAnswers lateAnswers;
  private final Set<ViolationId> last = ConcurrentHashMap.newKeySet();
  private volatile Instant notBefore = Instant.MIN;
  private volatile @Nullable Instant lastAnswer;

  /**
   * A sweep over these stores.
   *
   * @param messages where messages are stored
   * @param violations where violations are stored
   * @param moderation gives the verdicts
   * @param rules how much one run may do
   * @param clock tells how old a message is, and when the classifier may be asked again
   * @param telemetry hears of each message that is withdrawn or found fit
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
   * Checks messages again until none is left, the rules' limits are reached, or the classifier or a
   * store is out of order.
   *
   * @return how many were checked, and what became of them
   * @throws io.spillway.ports.PortException the first failure of a store; others are tried before
   *     that, a few times; safe to do again
   */
  public RecheckResult run() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return RecheckResult.NOTHING;
    }
    RecheckRun run =
        new RecheckRun(messages, violations, moderation, rules, clock, telemetry, last);
    try {
      RecheckResult swept = run.toTheEnd();
      if (swept.outage() == null || last.size() > MOST_LAST) {
        last.clear();
      }
      if (swept.outage() == null) {
        lateAnswers.release();
      }
      return heeded(swept);
    } finally {
      run.lastAnswer().ifPresent(at -> lastAnswer = at);
    }
  }

  /**
   * {@return how much is still to be checked}
   *
   * @throws io.spillway.ports.PortException when the store cannot be reached
   */
  public UnmoderatedBacklog backlog() {
    List<Message> first = messages.unmoderated(1);
    if (first.isEmpty()) {
      return new UnmoderatedBacklog(0, null, Duration.ZERO, false);
    }
    Instant oldest = first.get(0).sentAt();
    Duration age = Duration.between(oldest, clock.instant());
    // Counted after that: there is one at least.
    long count = Math.max(1, messages.countUnmoderated());
    return new UnmoderatedBacklog(count, oldest, age, age.compareTo(rules.alarmAge()) > 0);
  }

  /** {@return until when runs do nothing, as the classifier asked; empty when they do not wait} */
  public Optional<Instant> pausedUntil() {
    Instant until = notBefore;
    return clock.instant().isBefore(until) ? Optional.of(until) : Optional.empty();
  }

  /** {@return when a run last got an answer in this process; empty when none has yet} */
  public Optional<Instant> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  private RecheckResult heeded(RecheckResult swept) {
    if (swept.outage() != null && swept.outage().retryAfter() != null) {
      Duration asked = swept.outage().retryAfter();
      Duration longest = rules.longestPause();
      notBefore = clock.instant().plus(asked.compareTo(longest) < 0 ? asked : longest);
    }
    return swept;
  }
}
