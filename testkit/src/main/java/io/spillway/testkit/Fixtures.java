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

  /** The id of a stream that no other test uses, so that tests can share a store. */
  public static String uniqueStream() {
    return uniqueId("stream");
  }

  /** An id that was never used before. */
  public static String uniqueId(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().replace("-", "");
  }

  public static MessageBuilder message(String streamId, String messageId) {
    return new MessageBuilder(streamId, messageId);
  }

  public static ViolationBuilder violation(String streamId, String messageId) {
    return new ViolationBuilder(streamId, messageId);
  }

  public static EventBuilder event(String streamId, String eventId) {
    return new EventBuilder(streamId, eventId);
  }

  public static DeadLetterBuilder deadLetter(String streamId, String eventId) {
    return new DeadLetterBuilder(streamId, eventId);
  }

  /** An alert of a large donation, raised by the event of this id. */
  public static Alert alert(String streamId, String alertId, Instant occurredAt) {
    return new Alert(streamId, alertId, "large-donation", "ada gave 500.00 USD", occurredAt);
  }

  public static Provenance provenance() {
    return new Provenance("word-list", "test-list", "none", Duration.ofMillis(3));
  }

  public static Verdict.Allowed allowed() {
    return new Verdict.Allowed(
        new Scores(Map.of(Category.PROFANITY, 0.25)), "policy-1", provenance());
  }

  public static Verdict.Unmoderated unmoderated() {
    return new Verdict.Unmoderated("classifier.timeout", "policy-1");
  }

  public static Verdict.Flagged flagged() {
    return flagged(Category.HARASSMENT, Severity.MEDIUM);
  }

  public static Verdict.Flagged flagged(Category category, Severity severity) {
    Scores scores = new Scores(Map.of(category, 0.9));
    return new Verdict.Flagged(
            category, severity, 0.9, "over the threshold", scores, "policy-1", provenance())
        .at(List.of(new Match(3, 4, Match.Rule.BANNED), new Match(9, 1, Match.Rule.LINK)));
  }

  /** An outage, after which trying again may help. */
  public static Failure outage() {
    return Failure.transientFailure("test.unavailable", "a test made it fail");
  }
}
