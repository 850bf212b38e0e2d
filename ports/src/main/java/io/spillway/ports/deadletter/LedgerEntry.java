package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.queue.Payload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in the ledger: its latest generation, and what was done about it. There is one
 * entry for all generations of a letter.
 *
 * @param letter the latest generation, with the payload as it was last edited
 * @param state what is to become of it
 * @param original the payload as it arrived, when it was edited since; else null
 * @param redriveId the redrive that last had it in hand; null when there was none
 * @param audit every step so far, oldest first, at least one and at most {@value #MAX_AUDIT_STEPS}
 */
public record LedgerEntry(
    DeadLetter letter,
    DeadLetterState state,
    @Nullable Payload original,
    @Nullable String redriveId,
    List<DeadLetterAuditEntry> audit) {

  /** Most steps that one letter may take. */
  public static final int MAX_AUDIT_STEPS = 200;

  /** How much of a payload is searched, in characters. */
  public static final int SEARCHED_PAYLOAD_LENGTH = 2_000;

  public LedgerEntry {
    requireNonNull(letter, "letter");
    requireNonNull(state, "state");
    audit = List.copyOf(audit);
    if (audit.isEmpty() || audit.size() > MAX_AUDIT_STEPS) {
      throw new IllegalArgumentException("audit must have 1 to 200 steps: " + audit.size());
    }
    boolean redriven = state == DeadLetterState.REDRIVING || state == DeadLetterState.REDRIVEN;
    if (redriven && redriveId == null) {
      throw new IllegalArgumentException("what is redriven has a redrive's id");
    }
  }

  /** {@return the letter's id} */
  public String id() {
    return letter.id();
  }

  /** {@return a key that sorts entries by when their letter was last buried, then by id} */
  public String sortKey() {
    return letter.sortKey();
  }

  /** {@return the latest step} */
  public DeadLetterAuditEntry lastStep() {
    return audit.get(audit.size() - 1);
  }

  /**
   * {@return what a search looks at, in lower case: the event's id, the failure's code and message,
   * the exception's type, and the first {@value #SEARCHED_PAYLOAD_LENGTH} characters of a payload
   * of text}
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

  /** None of it half of a pair. */
  private static String beginning(String payload) {
    if (payload.length() <= SEARCHED_PAYLOAD_LENGTH) {
      return payload;
    }
    boolean splits = Character.isHighSurrogate(payload.charAt(SEARCHED_PAYLOAD_LENGTH - 1));
    return payload.substring(0, SEARCHED_PAYLOAD_LENGTH - (splits ? 1 : 0));
  }

  /** Says which letter it is, and nothing of its payload. */
  @Override
  public String toString() {
    return "LedgerEntry[" + id() + ", " + state + "]";
  }
}
