package io.spillway.ports.deadletter;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.SortableTime;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Filter of dead letters; all parts that are not null must match: {@code
 * DeadLetterFilter.all().inStream(id).withState(OPEN)}. Times are rounded up to whole microseconds,
 * the precision of stored times.
 *
 * @param streamId the stream's id
 * @param fingerprint the fingerprint
 * @param eventType the type of event
 * @param eventId the event's id as sent, or its {@link DeadLetter#eventKey()}
 * @param code the failure's code
 * @param category the failure's category
 * @param state the state
 * @param from the earliest time of the latest dead-lettering, inclusive
 * @param to the latest time of the latest dead-lettering, exclusive
 * @param text a text contained in {@link LedgerEntry#searchedText}, ignoring case; 1 to {@value
 *     #MAX_TEXT_LENGTH} characters
 */
public record DeadLetterFilter(
    @Nullable String streamId,
    @Nullable String fingerprint,
    @Nullable String eventType,
    @Nullable String eventId,
    @Nullable String code,
    @Nullable FailureCategory category,
    @Nullable DeadLetterState state,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text) {

  /** Maximum length of {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  private static final DeadLetterFilter ALL =
      new DeadLetterFilter(null, null, null, null, null, null, null, null, null, null);

  public DeadLetterFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
    from = from == null ? null : SortableTime.storedCeiling(from);
    to = to == null ? null : SortableTime.storedCeiling(to);
  }

  /** {@return the filter that matches every dead letter} */
  public static DeadLetterFilter all() {
    return ALL;
  }

  /**
   * {@return the same filter, of one stream}
   *
   * @param id {@link #streamId()}; null for any
   */
  public DeadLetterFilter inStream(@Nullable String id) {
    return new DeadLetterFilter(
        id, fingerprint, eventType, eventId, code, category, state, from, to, text);
  }

  /**
   * {@return the same filter, with one fingerprint}
   *
   * @param wanted {@link #fingerprint()}; null for any
   */
  public DeadLetterFilter withFingerprint(@Nullable String wanted) {
    return new DeadLetterFilter(
        streamId, wanted, eventType, eventId, code, category, state, from, to, text);
  }

  /**
   * {@return the same filter, of one type of event}
   *
   * @param wanted {@link #eventType()}; null for any
   */
  public DeadLetterFilter withEventType(@Nullable String wanted) {
    return new DeadLetterFilter(
        streamId, fingerprint, wanted, eventId, code, category, state, from, to, text);
  }

  /**
   * {@return the same filter, of one event's id}
   *
   * @param wanted {@link #eventId()}; null for any
   */
  public DeadLetterFilter withEventId(@Nullable String wanted) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, wanted, code, category, state, from, to, text);
  }

  /**
   * {@return the same filter, with one failure code}
   *
   * @param wanted {@link #code()}; null for any
   */
  public DeadLetterFilter withCode(@Nullable String wanted) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, wanted, category, state, from, to, text);
  }

  /**
   * {@return the same filter, with one failure category}
   *
   * @param wanted {@link #category()}; null for any
   */
  public DeadLetterFilter withCategory(@Nullable FailureCategory wanted) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, code, wanted, state, from, to, text);
  }

  /**
   * {@return the same filter, in one state}
   *
   * @param wanted {@link #state()}; null for any
   */
  public DeadLetterFilter withState(@Nullable DeadLetterState wanted) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, code, category, wanted, from, to, text);
  }

  /**
   * {@return the same filter, dead-lettered at an instant or later}
   *
   * @param instant {@link #from()}; null for any
   */
  public DeadLetterFilter deadLetteredFrom(@Nullable Instant instant) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, code, category, state, instant, to, text);
  }

  /**
   * {@return the same filter, dead-lettered before an instant}
   *
   * @param instant {@link #to()}; null for any
   */
  public DeadLetterFilter deadLetteredBefore(@Nullable Instant instant) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, code, category, state, from, instant, text);
  }

  /**
   * {@return the same filter, containing a text}
   *
   * @param words {@link #text()}; null for any
   */
  public DeadLetterFilter containing(@Nullable String words) {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, eventId, code, category, state, from, to, words);
  }

  /** {@return the text in lower case, as in {@link LedgerEntry#searchedText}; null for none} */
  public @Nullable String searchedFor() {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
