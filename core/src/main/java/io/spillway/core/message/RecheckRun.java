package io.spillway.core.message;

import static java.util.Comparator.comparing;

import io.spillway.core.moderation.ModerationResult;
import io.spillway.core.moderation.TextModeration;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of the {@link RecheckSweep}. */
final class RecheckRun {

  /** Store failures after which a run ends, because further classifier requests would be wasted. */
  private static final int MOST_STORE_FAILURES = 3;

  private static final String BREAKER_OPEN = "classifier.breaker-open";

  private final MessageStore messages;
  private final RetroactiveWithdrawal late;
  private final TextModeration moderation;
  private final RecheckRules rules;
  private final InstantSource clock;
  private final Instant end;

  private final Set<ViolationId> seen = new HashSet<>();

  /** Messages at which earlier runs ended; tried last, so that they do not end every run. */
  private final Set<ViolationId> last;

  private int level;
  private int allowed;
  private int withdrawn;
  private int inVain;
  private int storeFailures;
  private boolean isStoreThrottled;
  private @Nullable Failure outage;
  private @Nullable PortException firstStoreFailure;
  private @Nullable Instant lastAnswer;

  RecheckRun(
      MessageStore messages,
      ViolationStore violations,
      TextModeration moderation,
      RecheckRules rules,
      InstantSource clock,
      Telemetry telemetry,
      Set<ViolationId> last) {
    this.last = last;
    this.messages = messages;
    this.late = new RetroactiveWithdrawal(messages, violations, telemetry);
    this.moderation = moderation;
    this.rules = rules;
    this.clock = clock;
    this.end = clock.instant().plus(rules.runTime());
  }

  RecheckResult run() {
    List<Message> batch = nextBatch();
    while (!batch.isEmpty() && canContinue()) {
      batch.stream().takeWhile(message -> canContinue()).forEach(this::tryToCheck);
      batch = canContinue() ? nextBatch() : List.of();
    }
    if (firstStoreFailure != null) {
      throw firstStoreFailure;
    }
    return new RecheckResult(allowed, withdrawn, inVain, outage);
  }

  Optional<Instant> lastAnswer() {
    return Optional.ofNullable(lastAnswer);
  }

  /**
   * Returns messages not yet seen by this run, fewest failed rechecks first, so that texts without
   * an answer do not delay others.
   */
  private List<Message> nextBatch() {
    if (seen.isEmpty() && messages.unmoderated(1).isEmpty()) {
      return List.of();
    }
    List<Message> batch = List.of();
    while (batch.isEmpty() && level <= rules.maxRechecks()) {
      List<Message> found =
          level < rules.maxRechecks()
              ? messages.unmoderated(level, PageRequest.MAX_LIMIT)
              : messages.unmoderated(PageRequest.MAX_LIMIT);
      batch =
          found.stream()
              .filter(message -> !seen.contains(RetroactiveWithdrawal.id(message)))
              .sorted(comparing(message -> last.contains(RetroactiveWithdrawal.id(message))))
              .toList();
      level += batch.isEmpty() ? 1 : 0;
    }
    return batch;
  }

  private boolean canContinue() {
    return outage == null
        && !isStoreThrottled
        && storeFailures < MOST_STORE_FAILURES
        && seen.size() < rules.perRun()
        && clock.instant().isBefore(end);
  }

  private void tryToCheck(Message message) {
    seen.add(RetroactiveWithdrawal.id(message));
    try {
      check(message);
    } catch (PortException e) {
      storeFailures++;
      isStoreThrottled = e.failure().category() == FailureCategory.THROTTLED;
      firstStoreFailure = firstStoreFailure == null ? e : firstStoreFailure;
    }
  }

  private void check(Message message) {
    ModerationResult moderated = moderation.attempt(message.streamId(), message.text());
    if (moderated.failure() == null) {
      lastAnswer = clock.instant();
    }
    Verdict verdict = moderated.verdict();
    if (verdict instanceof Verdict.Flagged flagged) {
      withdraw(message, flagged);
      // Local rules withdraw during an outage too, which ends the run regardless.
      outage = moderated.failure() == null ? null : findOutage(moderated.failure());
    } else if (verdict instanceof Verdict.Unmoderated unmoderated && moderated.failure() != null) {
      recordUnanswered(message, unmoderated, moderated.failure());
    } else if (messages.replaceVerdict(message, (Verdict.Published) verdict)) {
      allowed++;
      late.reportCleared(message);
    }
  }

  private void recordUnanswered(Message message, Verdict.Unmoderated verdict, Failure failure) {
    outage = findOutage(failure);
    if (outage != null) {
      if (!isIndependentOfText(failure)) {
        last.add(RetroactiveWithdrawal.id(message));
      }
      return;
    }
    inVain++;
    int rechecks = rechecks(message) + 1;
    if (rechecks >= rules.maxRechecks()) {
      withdraw(message, flagUnanswerable(rechecks, verdict));
    } else {
      messages.replaceVerdict(
          message, new Verdict.Unmoderated(verdict.cause(), verdict.policyVersion(), rechecks));
    }
  }

  /** Returns the failure of all texts; null if the classifier answers for a harmless one. */
  private @Nullable Failure findOutage(Failure failure) {
    return isIndependentOfText(failure) ? failure : moderation.probe().orElse(null);
  }

  /** Returns whether a failure is independent of the text, so that no probe is needed. */
  private static boolean isIndependentOfText(Failure failure) {
    return failure.category() == FailureCategory.THROTTLED || failure.code().equals(BREAKER_OPEN);
  }

  private void withdraw(Message message, Verdict.Flagged flagged) {
    Versioned<Violation> current =
        late.withdraw(message, flagged, RecheckSweep.SYSTEM, clock.instant());
    withdrawn += current.value().withholds() ? 1 : 0;
  }

  private static Verdict.Flagged flagUnanswerable(int rechecks, Verdict.Unmoderated verdict) {
    return Verdict.Flagged.of(
            Category.UNSPECIFIED,
            Severity.MEDIUM,
            1.0,
            "no answer in " + rechecks + " rechecks, last " + verdict.cause(),
            Scores.NONE,
            verdict.policyVersion(),
            Provenance.of("none"))
        .asProvisional();
  }

  private static int rechecks(Message message) {
    return message.verdict() instanceof Verdict.Unmoderated before ? before.rechecks() : 0;
  }
}
