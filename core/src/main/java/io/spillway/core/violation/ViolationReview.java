package io.spillway.core.violation;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.REOPENED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static java.util.Objects.requireNonNull;

import io.spillway.core.InputCheck;
import io.spillway.core.violation.ReviewResult.Decided;
import io.spillway.core.violation.ReviewResult.NotAllowed;
import io.spillway.core.violation.ReviewResult.NotFound;
import io.spillway.core.violation.ReviewResult.Stale;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.OwedEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How moderators decide about withheld messages.
 *
 * <p>An open or reopened violation is upheld or dismissed; a decided one can be reopened; nothing
 * else. Each step names the version that the moderator saw, so that of two who decide at once one
 * is told what the other did, and each is appended to the audit trail. A dismissal releases the
 * message, and any later step withholds it again.
 *
 * <p>A decision is recorded with the effect that it owes to the readers, which is performed after
 * that; {@link Enforcement} says how this stays right when several act at once or one crashes, and
 * {@link #settleOwed} finishes what was left.
 *
 * <p>Safe for use by many threads.
 */
public final class ViolationReview {

  /** Longest name of a moderator, in code points. */
  public static final int MAX_MODERATOR_LENGTH = 100;

  /** Begins the name of each rule that takes a step by itself; no moderator's name begins so. */
  public static final String SYSTEM_PREFIX = "system:";

  private final ViolationStore violations;
  private final Enforcement enforcement;
  private final InstantSource clock;

  public ViolationReview(ViolationStore violations, MessageStore messages, InstantSource clock) {
    this.violations = requireNonNull(violations, "violations");
    this.enforcement = new Enforcement(violations, messages);
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * Takes a step. When this returns {@link Decided} the decision is durable; its effect is too,
   * unless the violation still owes it because a store failed.
   *
   * <p>A moderator whose answer was lost and who tries again gets {@code Stale}, with their own
   * decision as what stands.
   *
   * @param version the one that the moderator saw
   * @param note why, for other moderators; 0 to {@value AuditEntry#MAX_NOTE_LENGTH} characters
   * @param moderator who decides; 1 to {@value #MAX_MODERATOR_LENGTH} code points
   * @throws io.spillway.core.InvalidInputException naming each bad field
   * @throws PortException when it is not known whether the decision was recorded
   */
  public ReviewResult decide(
      ViolationId id,
      String version,
      ViolationState to,
      @Nullable String note,
      @Nullable String moderator) {
    InputCheck check = new InputCheck();
    String why = check.note("note", note, AuditEntry.MAX_NOTE_LENGTH);
    String who = check.name("moderator", moderator, MAX_MODERATOR_LENGTH);
    if (who.regionMatches(true, 0, SYSTEM_PREFIX, 0, SYSTEM_PREFIX.length())) {
      check.reject("moderator", "must not begin with " + SYSTEM_PREFIX);
    }
    check.orThrow();
    return violations
        .find(id)
        .map(current -> decide(current, version, to, why, who))
        .orElseGet(NotFound::new);
  }

  /**
   * Finishes effects that decisions still owe, the first withheld first. One that fails does not
   * keep the others back, unless a store asks for less.
   *
   * @param limit most to finish, 1 to {@value PageRequest#MAX_LIMIT}
   * @return how many were finished
   * @throws PortException the first failure, after the others were tried; safe to do again
   */
  public int settleOwed(int limit) {
    int finished = 0;
    PortException first = null;
    for (Versioned<Violation> owing : violations.owing(limit)) {
      try {
        finished += settle(owing.value().id());
      } catch (PortException e) {
        first = first == null ? e : first;
        if (e.failure().category() == FailureCategory.THROTTLED) {
          break;
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return finished;
  }

  private ReviewResult decide(
      Versioned<Violation> current, String version, ViolationState to, String why, String who) {
    if (!current.version().equals(version)) {
      return new Stale(current);
    }
    Optional<String> obstacle = obstacle(current.value(), to);
    if (obstacle.isPresent()) {
      return new NotAllowed(current, obstacle.get());
    }
    AuditEntry step = new AuditEntry(clock.instant(), who, current.value().state(), to, why);
    Replacement<Violation> result = violations.replace(after(current.value(), step), version);
    return result instanceof Replaced<Violation> replaced
        ? new Decided(performed(replaced.stored()))
        : new Stale(((Replacement.Stale<Violation>) result).current());
  }

  private static Optional<String> obstacle(Violation violation, ViolationState to) {
    Set<ViolationState> next = next(violation.state());
    if (!next.contains(to)) {
      return Optional.of(violation.state() + " can become " + next + " only, not " + to);
    }
    // One that is reopened must have room for a decision.
    int steps = to == REOPENED ? 2 : 1;
    return violation.audit().size() + steps > Violation.MAX_AUDIT_ENTRIES
        ? Optional.of("it has taken all of its " + Violation.MAX_AUDIT_ENTRIES + " steps")
        : Optional.empty();
  }

  private static Set<ViolationState> next(ViolationState from) {
    return switch (from) {
      case OPEN, REOPENED -> EnumSet.of(UPHELD, DISMISSED);
      case UPHELD, DISMISSED -> EnumSet.of(REOPENED);
    };
  }

  private static Violation after(Violation violation, AuditEntry step) {
    List<AuditEntry> audit = new ArrayList<>(violation.audit());
    audit.add(step);
    return new Violation(
        violation.id(),
        violation.author(),
        violation.text(),
        violation.sentAt(),
        violation.verdict(),
        step.to(),
        owed(violation, step.to()),
        audit);
  }

  /** Once a message has been released each step says anew whether it may be read. */
  private static OwedEffect owed(Violation before, ViolationState to) {
    if (to == DISMISSED) {
      return OwedEffect.RELEASE;
    }
    boolean mayBeReadable =
        before.owed() != OwedEffect.NONE
            || before.audit().stream().anyMatch(step -> step.to() == DISMISSED);
    return mayBeReadable ? OwedEffect.WITHDRAW : OwedEffect.NONE;
  }

  /** The decision stands, even if its effect has to wait for the sweep. */
  private Versioned<Violation> performed(Versioned<Violation> decided) {
    if (decided.value().owed() == OwedEffect.NONE) {
      return decided;
    }
    try {
      Versioned<Violation> settled = enforcement.settle(decided);
      boolean isOurs = settled.value().audit().equals(decided.value().audit());
      return isOurs ? settled : decided;
    } catch (PortException e) {
      return decided;
    }
  }

  /** Reads it again first: the list may be old by the time its last ones have their turn. */
  private int settle(ViolationId id) {
    Optional<Versioned<Violation>> owing =
        violations.find(id).filter(current -> current.value().owed() != OwedEffect.NONE);
    owing.ifPresent(enforcement::settle);
    return owing.isPresent() ? 1 : 0;
  }
}
