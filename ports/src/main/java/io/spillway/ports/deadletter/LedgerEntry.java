package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in the ledger: its latest generation, state and audit trail. All generations of a
 * dead letter share one entry.
 *
 * @param letter the latest generation, with the payload as last edited
 * @param state the state
 * @param original the payload as received, if it was edited; otherwise null
 * @param redriveId the id of the latest redrive; null if it was never redriven
 * @param retry the automatic retry of a dead letter that is {@code WAITING}, or {@code REDRIVING}
 *     by such a retry; otherwise null
 * @param audit all audit entries, oldest first, at least one and at most {@value #MAX_AUDIT_STEPS}
 */
public record LedgerEntry(
    DeadLetter letter,
    DeadLetterState state,
    @Nullable Payload original,
    @Nullable String redriveId,
    @Nullable PendingRetry retry,
    List<DeadLetterAuditEntry> audit) {

  /** Maximum number of audit entries. */
  public static final int MAX_AUDIT_STEPS = 200;

  /** Length of the searched beginning of a payload, in characters. */
  public static final int SEARCHED_PAYLOAD_LENGTH = 2_000;

  public LedgerEntry {
    requireNonNull(letter, "letter");
    requireNonNull(state, "state");
    audit = List.copyOf(audit);
    if (audit.isEmpty() || audit.size() > MAX_AUDIT_STEPS) {
      throw new IllegalArgumentException("audit must have 1 to 200 steps: " + audit.size());
    }
    if ((state == DeadLetterState.WAITING) != (retry != null)
        && !(state == DeadLetterState.REDRIVING && retry != null)) {
      throw new IllegalArgumentException("a dead letter must have a retry only if it waits for it");
    }
    if (state == DeadLetterState.REDRIVING && retry == null && redriveId == null) {
      throw new IllegalArgumentException("a redriven dead letter must have a redriveId");
    }
  }

  /** {@return the dead letter's id} */
  public String id() {
    return letter.id();
  }

  /** {@return a key that sorts by time of the latest dead-lettering, then by id} */
  public String sortKey() {
    return letter.sortKey();
  }

  /** {@return the number of times that a redrive of the dead letter was begun} */
  public int redrives() {
    return (int)
        audit.stream()
            .filter(step -> step.action() == DeadLetterAuditEntry.Action.REDRIVE_BEGUN)
            .count();
  }

  /** {@return whether an automatic retry of the dead letter is running} */
  public boolean isRetrying() {
    return state == DeadLetterState.REDRIVING && retry != null;
  }

  /** {@return the latest audit entry} */
  public DeadLetterAuditEntry lastStep() {
    return audit.get(audit.size() - 1);
  }

  /**
   * {@return the text to search in, in lower case: the event's id, the failure's code and message,
   * the exception's type, and the first {@value #SEARCHED_PAYLOAD_LENGTH} characters of a text
   * payload}
   */
  public String searchedText() {
    String eventId = letter.eventId() == null ? "" : letter.eventId();
    ExceptionEvidence exception = letter.exception();
    String payload = letter.arrival().payload().text().orElse("");
    return String.join(
            "\n",
            eventId,
            letter.failure().code(),
            letter.failure().message(),
            exception == null ? "" : exception.type(),
            beginning(payload))
        .toLowerCase(Locale.ROOT);
  }

  /** Does not split a surrogate pair. */
  private static String beginning(String payload) {
    if (payload.length() <= SEARCHED_PAYLOAD_LENGTH) {
      return payload;
    }
    boolean splits = Character.isHighSurrogate(payload.charAt(SEARCHED_PAYLOAD_LENGTH - 1));
    return payload.substring(0, SEARCHED_PAYLOAD_LENGTH - (splits ? 1 : 0));
  }

  /** Identifies the dead letter without its payload. */
  @Override
  public String toString() {
    return "LedgerEntry[" + id() + ", " + state + "]";
  }
}
