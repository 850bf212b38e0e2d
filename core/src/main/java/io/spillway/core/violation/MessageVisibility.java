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
 * Keeps published messages consistent with violations: if a violation exists, it alone decides
 * whether its message is visible.
 *
 * <p>The two stores share no transaction. So a decision is recorded together with its pending
 * effect; then the effect is applied; then the pending effect is cleared by compare-and-set. After
 * a crash in between, the effect is still pending, and the next sweep applies it again, which is
 * safe because effects are idempotent.
 *
 * <p>Concurrent processes may do this, and a late effect can revert that of a newer decision, such
 * as a release that arrives after the violation was reopened and its message withdrawn. The
 * compare-and-set detects this, because the version is stale. Then the current state is applied and
 * cleared in the same way, until the last applied state is the current one. A process that writes a
 * conflicting version applies its effect even later, so the last effect is the right one. One case
 * remains: a stalled process that applies a late effect and dies before the compare-and-set. So if
 * the opposite effect may have been in progress, the pending effect is not cleared but becomes
 * {@link PendingEffect#CONFIRM}: {@link #LATEST} after the last step, when no stalled process can
 * be running any more, a sweep reapplies the current state.
 *
 * <p>Safe for use by many threads.
 */
public final class MessageVisibility {

  /**
   * Longest delay of a stale effect: no process may run longer than this between reading a
   * violation and changing its message.
   */
  public static final Duration LATEST = Duration.ofMinutes(15);

  private final ViolationStore violations;
  private final MessageStore messages;

  /**
   * Creates the visibility of a pair of stores.
   *
   * @param messages the store of messages, on which effects are applied
   * @param violations the store of violations, with pending effects
   */
  public MessageVisibility(MessageStore messages, ViolationStore violations) {
    this.violations = requireNonNull(violations, "violations");
    this.messages = requireNonNull(messages, "messages");
  }

  /**
   * {@return the message that a dismissed violation releases, with its original id and time}
   *
   * @param dismissed the violation, in state {@code DISMISSED}
   */
  public static Message releasedMessage(Violation dismissed) {
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
   * Withdraws a message that is visible although its violation withholds it, which happens if
   * concurrent submissions of one message got different verdicts.
   *
   * @param violation the violation as it was read
   * @return the current violation; if it was dismissed meanwhile, its message is unchanged
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Versioned<Violation> withhold(Versioned<Violation> violation) {
    Versioned<Violation> current = violation;
    while (current.value().withholds() && isVisible(current.value())) {
      // The pending effect is written first: a moderator may dismiss concurrently, and a crash may
      // follow.
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
   * Applies the pending effect of a violation, and clears it or marks it for confirmation. The
   * release of a donor's message stays pending, because the sweep gives notice of it.
   *
   * @param pending the violation as it was read
   * @return the current violation; an effect is still pending only after a concurrent decision,
   *     whose process or the sweep applies it. If the violation was erased meanwhile, the given one
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Versioned<Violation> settle(Versioned<Violation> pending) {
    return settle(pending, ReleaseNotice.LATER);
  }

  /** Settles as {@link #settle(Versioned)}, and gives notice of a release before clearing it. */
  Versioned<Violation> settle(Versioned<Violation> pending, ReleaseNotice notice) {
    return settle(pending, remaining(pending.value().pendingEffect()), notice);
  }

  /**
   * Reapplies the current state and clears the pending effect, as {@link #settle(Versioned)}; only
   * valid when no stalled process can be running any more.
   */
  Versioned<Violation> confirm(Versioned<Violation> unconfirmed) {
    return settle(unconfirmed, PendingEffect.NONE, ReleaseNotice.NONE);
  }

  private Versioned<Violation> settle(
      Versioned<Violation> pending, PendingEffect then, ReleaseNotice notice) {
    Versioned<Violation> current = pending;
    PendingEffect left = then;
    // Terminates: each further round needs a concurrent write, and the audit trail is bounded.
    while (true) {
      Violation applied = current.value();
      apply(applied);
      // Written even if the effect stays pending, because a stale version must be detected.
      Optional<Replacement<Violation>> cleared =
          replace(current, isAnnounced(applied, notice) ? left : applied.pendingEffect());
      if (cleared.isEmpty()) {
        return current;
      }
      if (cleared.get() instanceof Replaced<Violation> replaced) {
        return replaced.stored();
      }
      current = ((Stale<Violation>) cleared.get()).current();
      if (current.value().withholds() == applied.withholds()) {
        return current;
      }
      left = remaining(current.value().pendingEffect());
    }
  }

  /** Returns whether the receiver of releases does not have to be told any more. */
  private static boolean isAnnounced(Violation applied, ReleaseNotice notice) {
    return applied.withholds()
        || !PendingEffect.UNSETTLED.contains(applied.pendingEffect())
        || notice.announce(applied);
  }

  /** Returns the pending effect that remains after an effect was applied. */
  private static PendingEffect remaining(PendingEffect pendingEffect) {
    return switch (pendingEffect) {
      case NONE, RELEASE -> PendingEffect.NONE;
      case RESTORE, WITHDRAW, CONFIRM -> PendingEffect.CONFIRM;
    };
  }

  private void apply(Violation violation) {
    String streamId = violation.id().streamId();
    String messageId = violation.id().messageId();
    if (violation.withholds()) {
      messages.withdraw(streamId, messageId);
      return;
    }
    Message message = releasedMessage(violation);
    Message existing = messages.add(message);
    if (existing.verdict() instanceof Verdict.Unmoderated && isSameContent(existing, message)) {
      // Published unmoderated, flagged by the recheck, and dismissed before it was withdrawn.
      messages.replaceVerdict(existing, message.verdict());
    } else if (!isSameContent(existing, message)) {
      // Two texts were sent under one id, and the other submission crashed before it read this
      // store.
      messages.withdraw(streamId, messageId);
      messages.add(message);
    }
  }

  private boolean isVisible(Violation violation) {
    return messages.find(violation.id().streamId(), violation.id().messageId()).isPresent();
  }

  /**
   * Writes a pending effect. Returns empty if the violation was erased meanwhile, together with its
   * message.
   */
  private Optional<Replacement<Violation>> replace(
      Versioned<Violation> violation, PendingEffect pendingEffect) {
    return ViolationReplacement.replace(
        violations, violation, violation.value().withPending(pendingEffect));
  }

  private static boolean isSameContent(Message one, Message other) {
    return one.author().equals(other.author()) && one.text().equals(other.text());
  }
}
