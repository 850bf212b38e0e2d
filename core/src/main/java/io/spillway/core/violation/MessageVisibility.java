package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Replacement.Stale;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the readable messages follow the violations: where there is a violation, it alone says
 * whether its message may be read.
 *
 * <p>The two stores share no transaction. So a decision is recorded together with the effect that
 * it owes; then the effect is performed; then the debt is cleared by compare-and-set. A crash in
 * between leaves the debt, and the next sweep performs the effect again, which is harmless since
 * effects are idempotent.
 *
 * <p>Several may do this at once, and one of them may be so late that its effect undoes that of a
 * newer decision: a release that arrives after the violation was reopened and its message
 * withdrawn. Clearing the debt tells: the version it names is stale. Then what stands by now is
 * performed as well, and confirmed in the same way, until what was performed last is what stands.
 * Whoever writes a version that disagrees performs its effect later still, so the last effect is
 * the right one. What remains is a process that is overtaken and then dies between its late effect
 * and the look at the version. So wherever the opposite effect may have been under way, the debt is
 * not cleared but becomes one to confirm: {@link #LATEST} after the last step, when nobody can be
 * late any more, a sweep does once more what stands.
 *
 * <p>Safe for use by many threads.
 */
public final class MessageVisibility {

  /**
   * How late an effect can come after its decision was overtaken: no process may live longer than
   * this between reading a violation and touching its message.
   */
  public static final Duration LATEST = Duration.ofMinutes(15);

  private final ViolationStore violations;
  private final MessageStore messages;

  /**
   * Enforcement in these stores.
   *
   * @param messages where effects take place
   * @param violations where owed effects are noted
   */
  public MessageVisibility(MessageStore messages, ViolationStore violations) {
    this.violations = requireNonNull(violations, "violations");
    this.messages = requireNonNull(messages, "messages");
  }

  /**
   * {@return the message that a dismissed violation releases: in its old place, under its own id}
   *
   * @param dismissed one in that state
   */
  public static Message released(Violation dismissed) {
    AuditEntry step = dismissed.lastStep();
    return new Message(
        dismissed.id().streamId(),
        dismissed.id().messageId(),
        dismissed.author(),
        dismissed.text(),
        dismissed.sentAt(),
        new Verdict.Released(step.who(), step.at()));
  }

  /**
   * Takes away a message that is withheld and yet can be read, as happens when one message was
   * submitted twice at once and got two verdicts.
   *
   * @param violation as it was read
   * @return what stands by now; it may have been dismissed meanwhile, and then its message is left
   *     alone
   * @throws io.spillway.ports.PortException when a store cannot be reached; safe to do again
   */
  public Versioned<Violation> withhold(Versioned<Violation> violation) {
    Versioned<Violation> current = violation;
    while (current.value().withholds() && isReadable(current.value())) {
      // The debt first: a moderator may dismiss it at this moment, and a crash may follow.
      Optional<Replacement<Violation>> marked = replace(current, PendingEffect.WITHDRAW);
      if (marked.isEmpty()) {
        return current;
      }
      if (marked.get() instanceof Replaced<Violation> replaced) {
        return settle(replaced.stored());
      }
      current = ((Stale<Violation>) marked.get()).current();
    }
    return current;
  }

  /**
   * Performs what a violation owes and clears the debt, or makes it one to confirm.
   *
   * @param owing as it was read
   * @return what stands by now; it owes something to perform only if another decision came in
   *     between, whose maker or the sweep performs it, or as it was when it was erased meanwhile
   * @throws io.spillway.ports.PortException when a store cannot be reached; safe to do again
   */
  public Versioned<Violation> settle(Versioned<Violation> owing) {
    return settle(owing, settled(owing.value().pendingEffect()));
  }

  /**
   * Performs once more what stands, and clears the debt for good; only when nobody can be late any
   * more. Otherwise as {@link #settle(Versioned)}.
   */
  Versioned<Violation> confirm(Versioned<Violation> unconfirmed) {
    return settle(unconfirmed, PendingEffect.NONE);
  }

  private Versioned<Violation> settle(Versioned<Violation> owing, PendingEffect then) {
    Versioned<Violation> current = owing;
    PendingEffect left = then;
    // Ends: each further round needs another's write, and a violation takes only so many steps.
    while (true) {
      Violation performed = current.value();
      perform(performed);
      Optional<Replacement<Violation>> cleared = replace(current, left);
      if (cleared.isEmpty()) {
        return current;
      }
      if (cleared.get() instanceof Replaced<Violation> replaced) {
        return replaced.stored();
      }
      current = ((Stale<Violation>) cleared.get()).current();
      if (current.value().withholds() == performed.withholds()) {
        return current;
      }
      left = settled(current.value().pendingEffect());
    }
  }

  /** What is left of a debt once it was performed. */
  private static PendingEffect settled(PendingEffect pendingEffect) {
    return switch (pendingEffect) {
      case NONE, RELEASE -> PendingEffect.NONE;
      case RESTORE, WITHDRAW, CONFIRM -> PendingEffect.CONFIRM;
    };
  }

  private void perform(Violation violation) {
    String streamId = violation.id().streamId();
    String messageId = violation.id().messageId();
    if (violation.withholds()) {
      messages.withdraw(streamId, messageId);
      return;
    }
    Message message = released(violation);
    Message stands = messages.add(message);
    if (stands.verdict() instanceof Verdict.Unmoderated && isSameContent(stands, message)) {
      // Published unmoderated, found late, and dismissed before it was withdrawn.
      messages.replaceVerdict(stands, message.verdict());
    } else if (!isSameContent(stands, message)) {
      // Two texts were sent under one id, and the other one's sender died before it looked here.
      messages.withdraw(streamId, messageId);
      messages.add(message);
    }
  }

  private boolean isReadable(Violation violation) {
    return messages.find(violation.id().streamId(), violation.id().messageId()).isPresent();
  }

  /** Empty when it was erased meanwhile: with it went what it owed, and its message goes too. */
  private Optional<Replacement<Violation>> replace(
      Versioned<Violation> violation, PendingEffect pendingEffect) {
    return ViolationReplacement.replace(
        violations, violation, violation.value().withPending(pendingEffect));
  }

  private static boolean isSameContent(Message one, Message other) {
    return one.author().equals(other.author()) && one.text().equals(other.text());
  }
}
