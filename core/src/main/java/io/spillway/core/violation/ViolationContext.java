package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.util.Optional;

/**
 * Returns the published messages surrounding a withheld one, so that a moderator can judge it in
 * context. Safe for use by many threads.
 */
public final class ViolationContext {

  /** Default number of messages on each side. */
  public static final int DEFAULT_EACH = 5;

  /** Most messages on each side. */
  public static final int MAX_EACH = 20;

  private final ViolationStore violations;
  private final MessageArchive messages;

  /**
   * Creates the context of a pair of stores.
   *
   * @param messages the archive of published messages
   * @param violations the store of violations
   */
  public ViolationContext(MessageArchive messages, ViolationStore violations) {
    this.violations = requireNonNull(violations, "violations");
    this.messages = requireNonNull(messages, "messages");
  }

  /**
   * Returns the messages of the stream around a violation, without the violation's own.
   *
   * @param id the violation's id
   * @param before the most messages before it, 0 to {@value #MAX_EACH}
   * @param after the most messages after it, 0 to {@value #MAX_EACH}
   * @return the context; empty if the violation does not exist
   * @throws io.spillway.ports.PortException when a store failed
   */
  public Optional<MessageContext> of(ViolationId id, int before, int after) {
    return violations.find(id).map(found -> around(found.value(), before, after));
  }

  private MessageContext around(Violation violation, int before, int after) {
    ViolationId id = violation.id();
    return messages.neighbours(id.streamId(), id.messageId(), violation.sentAt(), before, after);
  }
}
