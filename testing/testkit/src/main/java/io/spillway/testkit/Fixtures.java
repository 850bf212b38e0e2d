package io.spillway.testkit;

import io.spillway.ports.Failure;
import io.spillway.ports.Ids;
import io.spillway.ports.TraceParent;
import io.spillway.ports.event.Alert;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Match;
import io.spillway.ports.moderation.Provenance;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Valid test data with defaults; builders set what matters to a test, as in {@code message(stream,
 * "m-1").text("hello").build()}.
 */
public final class Fixtures {

  /** Default time of test data. */
  public static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

  /** Default trace context: W3C's example. */
  public static final TraceParent TRACE_PARENT =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  /**
   * Text with characters of two, three and four bytes in UTF-8, a joined emoji, quotes and a line
   * break.
   */
  public static final String AWKWARD_TEXT =
      "ñandú 日本語 🎉 👩‍👩‍👧 e\u0301 \"quoted\" 'single' back\\slash <b>&amp;</b> \n\ttab %41 $1 {\"a\":[]}";

  private Fixtures() {}

  /** {@return a unique stream id, so that tests can share a store} */
  public static String uniqueStream() {
    return uniqueId("stream");
  }

  /**
   * {@return a unique id}
   *
   * @param prefix the prefix, at most 15 characters for a valid id
   */
  public static String uniqueId(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * {@return a builder of a message, by default of {@code ada}, allowed and sent at {@link #NOW}}
   *
   * @param streamId the stream's id
   * @param messageId the id, unique on the stream
   */
  public static MessageBuilder message(String streamId, String messageId) {
    return new MessageBuilder(streamId, messageId);
  }

  /**
   * {@return ids in every form that {@link Ids} accepts: as platforms give them, with each sign,
   * and of the greatest length}
   */
  public static List<String> foreignIds() {
    return List.of(
        "-wtIMTCHWuI",
        "_OBlgSz8sSM",
        ".-_=+:",
        "CjkKGkNJcnM+b2ItX3A4Q0ZjRW8K=",
        "-".repeat(Ids.MAX_LENGTH),
        "x".repeat(Ids.MAX_LENGTH));
  }

  /**
   * {@return a stream that is unique to the test, with an id of the greatest length that begins
   * with a sign}
   */
  public static String longestStream() {
    String unique = "_" + uniqueStream();
    return unique + "=".repeat(Ids.MAX_LENGTH - unique.length());
  }

  /**
   * {@return a builder of a violation, by default open, of {@code ada}, withheld at {@link #NOW}}
   *
   * @param streamId the stream's id
   * @param messageId the id, unique on the stream
   */
  public static ViolationBuilder violation(String streamId, String messageId) {
    return new ViolationBuilder(streamId, messageId);
  }

  /**
   * {@return a builder of an event, by default a follow by {@code ada} at {@link #NOW}}
   *
   * @param streamId the stream's id
   * @param eventId the id, unique on the stream
   */
  public static EventBuilder event(String streamId, String eventId) {
    return new EventBuilder(streamId, eventId);
  }

  /**
   * {@return a builder of a dead letter, by default of a follow whose alerts failed, dead-lettered
   * at {@link #NOW}}
   *
   * @param streamId the stream's id
   * @param eventId the id, unique on the stream
   */
  public static DeadLetterBuilder deadLetter(String streamId, String eventId) {
    return new DeadLetterBuilder(streamId, eventId);
  }

  /**
   * {@return an alert of a large donation}
   *
   * @param streamId the stream's id
   * @param alertId the event's id
   * @param occurredAt the time of the event
   */
  public static Alert alert(String streamId, String alertId, Instant occurredAt) {
    return Alert.of(streamId, alertId, "large-donation", "ada gave 500.00 USD", occurredAt)
        .about("ada");
  }

  /** {@return the provenance of a word list with a latency of 3 milliseconds} */
  public static Provenance provenance() {
    return new Provenance("word-list", "test-list", "none", Duration.ofMillis(3));
  }

  /** {@return the verdict on a text with mild profanity} */
  public static Verdict.Allowed allowed() {
    return new Verdict.Allowed(
        new Scores(Map.of(Category.PROFANITY, 0.25)), "policy-1", provenance());
  }

  /** {@return the verdict on a text after a timeout of the classifier} */
  public static Verdict.Unmoderated unmoderated() {
    return Verdict.Unmoderated.of("classifier.timeout", "policy-1");
  }

  /** {@return the verdict on marked hate of high severity} */
  public static Verdict.Marked marked() {
    Scores scores = Scores.of(Category.HATE, 0.5);
    return new Verdict.Marked(Category.HATE, Severity.HIGH, 0.5, scores, "policy-1", provenance());
  }

  /**
   * {@return the verdict on harassment of medium severity, with {@link #flagged(Category, Severity)
   * two matches}}
   */
  public static Verdict.Flagged flagged() {
    return flagged(Category.HARASSMENT, Severity.MEDIUM);
  }

  /**
   * {@return the verdict on a text with a score of 0.9 in one category, in which a word at 3 to 7
   * and a link at 9 to 10 matched}
   *
   * @param category the category
   * @param severity the severity
   */
  public static Verdict.Flagged flagged(Category category, Severity severity) {
    Scores scores = new Scores(Map.of(category, 0.9));
    return Verdict.Flagged.of(
            category, severity, 0.9, "over the threshold", scores, "policy-1", provenance())
        .at(List.of(new Match(3, 4, Match.Rule.BANNED), new Match(9, 1, Match.Rule.LINK)));
  }

  /** {@return a transient failure} */
  public static Failure outage() {
    return Failure.transientFailure("test.unavailable", "injected by a test");
  }
}
