package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.util.Optional;

/**
 * Amid what a withheld message was sent: for those who cannot judge it alone. Only what everyone
 * may read is there. Safe for use by many threads.
 */
public final class ViolationContext {

  /** How many messages are shown on each side unless told otherwise. */
  public static final int DEFAULT_EACH = 5;

  /** Most messages on each side. */
  public static final int MAX_EACH = 20;

  private final ViolationStore violations;
  private final MessageArchive messages;

  /**
   * Contexts out of these stores.
   *
   * @param messages where published messages are stored
   * @param violations where violations are stored
   */
  public ViolationContext(MessageArchive messages, ViolationStore violations) {
    this.violations = requireNonNull(violations, "violations");
    this.messages = requireNonNull(messages, "messages");
  }

  /**
   * The messages of its stream around a violation; its own, if it was released, is none of them.
   *
   * @param id of the violation
   * @param before most wanted of those before it, 0 to {@value #MAX_EACH}
   * @param after most wanted of those behind it, 0 to {@value #MAX_EACH}
   * @return empty when there is no such violation
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
