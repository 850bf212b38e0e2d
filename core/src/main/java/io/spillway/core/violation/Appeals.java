package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.AppealResult;
import io.spillway.AppealResult.Accepted;
import io.spillway.AppealResult.NotAllowed;
import io.spillway.AppealResult.NotFound;
import io.spillway.core.InputCheck;
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
 * How authors object to a decision. An appeal reopens an upheld violation, so that it waits with
 * the others, its last step tells what the author says, and none of the moderators who upheld it
 * may decide it. While it waits it is no strike.
 *
 * <p>Each decision can be appealed once, and a violation {@value #MAX_APPEALS} times. The same
 * appeal again gets the same answer. Safe for use by many threads.
 */
public final class Appeals {

  /** Who takes the step of an appeal. */
  public static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "appeal";

  /** Longest text of an appeal, in characters. */
  public static final int MAX_TEXT_LENGTH = 500;

  /** Most appeals about one message. */
  public static final int MAX_APPEALS = 2;

  private static final int MAX_AUTHOR_LENGTH = 100;

  private final ViolationStore violations;
  private final InstantSource clock;

  /**
   * Appeals against decisions that are stored there.
   *
   * @param violations where violations are stored
   * @param clock tells when each was made
   */
  public Appeals(ViolationStore violations, InstantSource clock) {
    this.violations = requireNonNull(violations, "violations");
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Appeals a decision.
   *
   * @param id of the message that was withheld
   * @param author whose message it is; 1 to 100 code points
   * @param text what they say, 1 to {@value #MAX_TEXT_LENGTH} characters
   * @return whether another moderator will decide, and why not
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException when it is not known whether it was recorded; safe to
   *     do again
   */
  public AppealResult appeal(ViolationId id, @Nullable String author, @Nullable String text) {
    InputCheck check = new InputCheck();
    String who = check.name("author", author, MAX_AUTHOR_LENGTH);
    String says = check.text("text", text, MAX_TEXT_LENGTH);
    check.orThrow();
    Optional<Versioned<Violation>> found =
        violations.find(id).filter(violation -> violation.value().author().equals(who));
    // Ends: each further round needs another's write, and a violation takes only so many steps.
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
          ViolationReplacement.replace(violations, current, appealed(current.value(), says));
      if (result.orElse(null) instanceof Replacement.Replaced<Violation> replaced) {
        return new Accepted(replaced.stored());
      }
      found = result.map(stale -> ((Replacement.Stale<Violation>) stale).current());
    }
    return new NotFound();
  }

  /**
   * {@return how often it was appealed}
   *
   * @param violation with its whole trail
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
      return Optional.of("only a decision that upholds can be appealed, and once");
    }
    if (count(violation) >= MAX_APPEALS) {
      return Optional.of("it was appealed " + MAX_APPEALS + " times, which is all there are");
    }
    return ReviewRules.noRoom(violation, ViolationState.REOPENED);
  }

  private Violation appealed(Violation violation, String says) {
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
        .filter(step -> step.action() == ReviewAction.UPHOLD)
        .map(AuditEntry::who)
        .collect(Collectors.toUnmodifiableSet());
  }
}
