package io.spillway.ports.deadletter;

import io.spillway.ports.FailureCategory;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are wanted: those that pass every part that is not null.
 *
 * @param streamId of this stream
 * @param fingerprint with this fingerprint
 * @param eventType of this type of event
 * @param code with this failure code
 * @param category with this failure category
 * @param state in this state
 * @param from last buried at this instant or later
 * @param to last buried before this instant
 * @param text with this in {@link LedgerEntry#searchedText}, in whatever case; 1 to {@value
 *     #MAX_TEXT_LENGTH} characters
 */
public record DeadLetterFilter(
    @Nullable String streamId,
    @Nullable String fingerprint,
    @Nullable String eventType,
    @Nullable String code,
    @Nullable FailureCategory category,
    @Nullable LetterState state,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String text) {

  /** Every letter. */
  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(null, null, null, null, null, null, null, null, null);

  /** Longest {@link #text}, in characters. */
  public static final int MAX_TEXT_LENGTH = 100;

  public DeadLetterFilter {
    if (text != null && (text.isEmpty() || text.length() > MAX_TEXT_LENGTH)) {
      throw new IllegalArgumentException("text must have 1 to 100 characters");
    }
  }

  /**
   * {@return a filter that passes every letter of a stream, in whatever state}
   *
   * @param streamId id of the stream
   */
  public static DeadLetterFilter ofStream(String streamId) {
    return ALL.withStreamId(streamId);
  }

  /**
   * {@return the same filter for one stream}
   *
   * @param one id of the stream
   */
  public DeadLetterFilter withStreamId(String one) {
    return new DeadLetterFilter(one, fingerprint, eventType, code, category, state, from, to, text);
  }

  /** {@return a filter for those that pass this filter and are open} */
  public DeadLetterFilter open() {
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, code, category, LetterState.OPEN, from, to, text);
  }

  /**
   * {@return a filter for those that pass this filter, are open, and were last buried before an
   * instant}
   *
   * @param instant the first one at which it is too late
   */
  public DeadLetterFilter openBefore(Instant instant) {
    Instant end = to != null && to.isBefore(instant) ? to : instant;
    return new DeadLetterFilter(
        streamId, fingerprint, eventType, code, category, LetterState.OPEN, from, end, text);
  }

  /**
   * {@return the text in lower case, as it is found in {@link LedgerEntry#searchedText}; or null}
   */
  public @Nullable String searchedFor() {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
