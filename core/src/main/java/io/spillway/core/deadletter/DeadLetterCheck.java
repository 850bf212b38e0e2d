package io.spillway.core.deadletter;

import io.spillway.core.InputCheck;
import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Validates a dead letter from the queue before it is added to the ledger. A sender to that queue
 * can write anything: ids that no route accepts and no store can save, or times and counts that
 * would stay first in every list.
 */
public final class DeadLetterCheck {

  /** Code of a dead letter with invalid content. */
  public static final String INVALID = "dead-letter.invalid";

  /** Largest accepted difference between two clocks. */
  static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);

  /** A redrive allows a week of automatic retries, each of which is a generation. */
  private static final int MAX_GENERATION = 200_000;

  private static final int MAX_ATTEMPTS = 1_000_000;

  private final InputCheck check = new InputCheck();
  private final Instant latest;

  private DeadLetterCheck(Instant deliveredAt) {
    latest = deliveredAt.plus(MAX_CLOCK_SKEW);
  }

  /**
   * Accepts a dead letter that Spillway can have written.
   *
   * @param letter the delivered dead letter
   * @param now the time of the delivery
   * @throws io.spillway.InvalidInputException naming each bad field; quotes nothing
   */
  public static void check(DeadLetter letter, Instant now) {
    new DeadLetterCheck(now).letter(letter);
  }

  private void letter(DeadLetter letter) {
    String stream = letter.streamId();
    if (!stream.equals(DeadLetter.UNKNOWN_STREAM)) {
      check.id("streamId", stream);
    }
    String rest = letter.id().substring(stream.length() + 1);
    if (!Ids.isValid(rest.startsWith("~") ? rest.substring(1) : rest)) {
      check.reject("deadLetterId", "must be streamId~id or streamId~~id");
    }
    if (letter.eventId() != null) {
      // May differ from the one in the dead letter's id if the payload was edited.
      check.require("eventId", StreamEvent.idProblem(letter.eventId()));
    }
    if (letter.source() != null) {
      check.require("source", StreamEvent.sourceProblem(letter.source()));
    }
    check.number("generation", letter.generation(), 0, MAX_GENERATION);
    check.number("attempts", letter.attempts(), 0, MAX_ATTEMPTS);
    check.number("dequeueCount", letter.arrival().dequeueCount(), 1, Integer.MAX_VALUE);
    if (!letter.fingerprint().matches("[0-9a-f]{16}")) {
      check.reject("fingerprint", "must be 16 hexadecimal digits");
    }
    time("insertedAt", letter.arrival().insertedAt());
    time("firstAttemptAt", letter.firstAttemptAt());
    time("buriedAt", letter.deadLetteredAt());
    letter.history().forEach(attempt -> time("history.at", attempt.at()));
    check.orThrow();
  }

  private void time(String field, Instant time) {
    check.time(field, time, latest, "a day after its delivery");
  }
}
