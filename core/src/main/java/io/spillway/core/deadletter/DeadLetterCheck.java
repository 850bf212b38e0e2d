package io.spillway.core.deadletter;

import io.spillway.core.InputCheck;
import io.spillway.ports.Ids;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.LedgerEntry;
import java.time.Duration;
import java.time.Instant;

/**
 * Checks a dead letter that came by its queue, before the ledger sees it. A sender to that queue
 * can write anything: ids that no route can name and no store takes, times and counts that stand
 * first in every list for good.
 */
public final class DeadLetterCheck {

  /** The code of a letter whose content is refused. */
  public static final String INVALID = "dead-letter.invalid";

  /** Most that two clocks may differ. */
  static final Duration MAX_CLOCK_SKEW = Duration.ofDays(1);

  private static final int MAX_ATTEMPTS = 1_000_000;

  private final InputCheck check = new InputCheck();
  private final Instant latest;

  private DeadLetterCheck(Instant deliveredAt) {
    latest = deliveredAt.plus(MAX_CLOCK_SKEW);
  }

  /**
   * Passes a letter that Spillway can have written.
   *
   * @param letter as the queue delivered it
   * @param now when it was delivered
   * @throws io.spillway.InvalidInputException naming every field that is wrong; quotes nothing
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
      check.reject("deadLetterId", "must be its stream, ~, and an id or ~ and an id");
    }
    if (letter.eventId() != null) {
      // Not the one in the letter's id where somebody edited the payload.
      check.id("eventId", letter.eventId());
    }
    check.number("generation", letter.generation(), 0, LedgerEntry.MAX_AUDIT_STEPS);
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
