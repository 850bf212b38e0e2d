package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.AppealResult;
import io.spillway.AppealResult.Accepted;
import io.spillway.AppealResult.NotAllowed;
import io.spillway.AppealResult.NotFound;
import io.spillway.core.InputCheck;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Authors' appeals against decisions. An appeal reopens an upheld violation; its audit entry has
 * the author's statement, and the moderators who upheld it cannot decide it again. A reopened
 * violation is not a strike.
 *
 * <p>Each decision can be appealed once, and a violation {@value #MAX_APPEALS} times. Idempotent: a
 * repeated appeal gets the same answer. Safe for use by many threads.
 */
public final class Appeals {

  /** Author of the audit entry of an appeal. */
  public static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "appeal";

  /** Longest text of an appeal, in characters. */
  public static final int MAX_TEXT_LENGTH = 500;

  /** Most appeals about one message. */
  public static final int MAX_APPEALS = 2;

  private static final int MAX_AUTHOR_LENGTH = 100;

  private final ViolationStore violations;
  private final InstantSource clock;

  /**
   * Creates the appeals of a store.
   *
   * @param violations the store of violations
   * @param clock the time of appeals
   */
  public Appeals(ViolationStore violations, InstantSource clock) {
    this.violations = requireNonNull(violations, "violations");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Appeals a decision.
   *
   * @param id the id of the withheld message
   * @param author a name of the author, compared by {@link AuthorNames#key}; 1 to 100 code points
   * @param text the author's statement, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return accepted, or the reason for the refusal
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if the store failed; the appeal may have been recorded.
   *     Safe to call again
   */
  public AppealResult appeal(ViolationId id, @Nullable String author, @Nullable String text) {
    InputCheck check = new InputCheck();
    String who = check.name("author", author, MAX_AUTHOR_LENGTH);
    String says = check.text("text", text, MAX_TEXT_LENGTH);
    check.orThrow();
    Optional<Versioned<Violation>> found =
        violations.find(id).filter(violation -> AuthorNames.same(violation.value().author(), who));
    // Terminates: each further round needs a concurrent write, and the audit trail is bounded.
    while (found.isPresent()) {
      Versioned<Violation> current = found.get();
      if (isAppealed(current.value(), says)) {
        return new Accepted(current);
      }
      Optional<String> obstacle = obstacle(current.value());
      if (obstacle.isPresent()) {
        return new NotAllowed(obstacle.get());
      }
      Optional<Replacement<Violation>> result =
          ViolationReplacement.replace(violations, current, withAppeal(current.value(), says));
      if (result.orElse(null) instanceof Replacement.Replaced<Violation> replaced) {
        return new Accepted(replaced.stored());
      }
      found = result.map(stale -> ((Replacement.Stale<Violation>) stale).current());
    }
    return new NotFound();
  }

  /**
   * {@return the number of appeals of a violation}
   *
   * @param violation the violation with its whole audit trail
   */
  public static int count(Violation violation) {
    return (int) violation.audit().stream().filter(step -> step.who().equals(SYSTEM)).count();
  }

  private static boolean isAppealed(Violation violation, String says) {
    AuditEntry last = violation.lastStep();
    return last.who().equals(SYSTEM) && last.note().equals(says);
  }

  private static Optional<String> obstacle(Violation violation) {
    if (violation.state() != ViolationState.UPHELD) {
      return Optional.of("Only upheld violations can be appealed, once for each decision");
    }
    if (count(violation) >= MAX_APPEALS) {
      return Optional.of("Limit of " + MAX_APPEALS + " appeals reached");
    }
    return ReviewRules.fullTrail(violation, ViolationState.REOPENED);
  }

  private Violation withAppeal(Violation violation, String says) {
    Instant last = violation.lastStep().at();
    Instant now = clock.instant();
    Instant at = now.isBefore(last) ? last : now;
    AuditEntry step =
        AuditEntry.of(at, SYSTEM, ViolationState.UPHELD, ViolationState.REOPENED, says)
            .withReason(ReasonCode.APPEAL);
    return violation.after(
        step,
        ReviewRules.pendingEffect(violation, ViolationState.REOPENED),
        Assignment.dueAt(Urgency.dueAt(violation.verdict(), at)).excluding(deciders(violation)));
  }

  private static Set<String> deciders(Violation violation) {
    return violation.audit().stream()
        .filter(step -> step.to() == ViolationState.UPHELD && step.action() != ReviewAction.UNDO)
        .map(AuditEntry::who)
        .collect(Collectors.toUnmodifiableSet());
  }
}
