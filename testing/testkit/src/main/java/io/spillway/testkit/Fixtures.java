package io.spillway.testkit;

import io.spillway.ports.Failure;
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
 * Things to test with: each is valid as it comes, and what a test is about is said by the builder's
 * methods, such as {@code message(stream, "m-1").text("hello").build()}.
 */
public final class Fixtures {

  /** When things happen unless a test says otherwise. */
  public static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

  /** The trace that things belong to unless a test says otherwise: W3C's own example. */
  public static final TraceParent TRACE_PARENT =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  /** Two, three and four bytes a character in UTF-8, a joined emoji, quotes and a line break. */
  public static final String AWKWARD_TEXT =
      "ñandú 日本語 🎉 👩‍👩‍👧 e\u0301 \"quoted\" 'single' back\\slash <b>&amp;</b> \n\ttab %41 $1 {\"a\":[]}";

  private Fixtures() {}

  /** {@return the id of a stream that no other test uses, so that tests can share a store} */
  public static String uniqueStream() {
    return uniqueId("stream");
  }

  /**
   * {@return an id that was never used before}
   *
   * @param prefix what it begins with; up to 15 characters keep it an id
   */
  public static String uniqueId(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * {@return a message by {@code ada}, allowed and sent at {@link #NOW} unless told otherwise}
   *
   * @param streamId id of the stream
   * @param messageId unique on it
   */
  public static MessageBuilder message(String streamId, String messageId) {
    return new MessageBuilder(streamId, messageId);
  }

  /**
   * {@return an open violation by {@code ada}, withheld at {@link #NOW} unless told otherwise}
   *
   * @param streamId id of the stream
   * @param messageId unique on it
   */
  public static ViolationBuilder violation(String streamId, String messageId) {
    return new ViolationBuilder(streamId, messageId);
  }

  /**
   * {@return a follow by {@code ada} at {@link #NOW} unless told otherwise}
   *
   * @param streamId id of the stream
   * @param eventId unique on it
   */
  public static EventBuilder event(String streamId, String eventId) {
    return new EventBuilder(streamId, eventId);
  }

  /**
   * {@return a letter of a follow whose alerts failed, buried at {@link #NOW} unless told
   * otherwise}
   *
   * @param streamId id of the stream
   * @param eventId unique on it
   */
  public static DeadLetterBuilder deadLetter(String streamId, String eventId) {
    return new DeadLetterBuilder(streamId, eventId);
  }

  /**
   * {@return an alert of a large donation, raised by the event of this id}
   *
   * @param streamId id of the stream
   * @param alertId id of the event
   * @param occurredAt when it happened
   */
  public static Alert alert(String streamId, String alertId, Instant occurredAt) {
    return new Alert(streamId, alertId, "large-donation", "ada gave 500.00 USD", occurredAt);
  }

  /** {@return that a list of words answered, after 3 milliseconds} */
  public static Provenance provenance() {
    return new Provenance("word-list", "test-list", "none", Duration.ofMillis(3));
  }

  /** {@return the verdict on a text with a little profanity in it} */
  public static Verdict.Allowed allowed() {
    return new Verdict.Allowed(
        new Scores(Map.of(Category.PROFANITY, 0.25)), "policy-1", provenance());
  }

  /** {@return the verdict on a text that a classifier did not get to see in time} */
  public static Verdict.Unmoderated unmoderated() {
    return new Verdict.Unmoderated("classifier.timeout", "policy-1");
  }

  /** {@return the verdict on hate of high severity that policy publishes and marks} */
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
   * @param category what it is about
   * @param severity how bad it is
   */
  public static Verdict.Flagged flagged(Category category, Severity severity) {
    Scores scores = new Scores(Map.of(category, 0.9));
    return Verdict.Flagged.of(
            category, severity, 0.9, "over the threshold", scores, "policy-1", provenance())
        .at(List.of(new Match(3, 4, Match.Rule.BANNED), new Match(9, 1, Match.Rule.LINK)));
  }

  /** {@return an outage, after which trying again may help} */
  public static Failure outage() {
    return Failure.transientFailure("test.unavailable", "a test made it fail");
  }
}
