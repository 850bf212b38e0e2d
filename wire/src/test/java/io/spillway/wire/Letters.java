package io.spillway.wire;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.util.Collections;
import java.util.Random;

/** Dead letters of different sizes, for tests of truncation. */
final class Letters {

  private Letters() {}

  static DeadLetter letter(Payload payload) {
    return Fixtures.deadLetter("main", "e-1").payload(payload).build();
  }

  /** Returns a dead letter in which only the payload can be truncated. */
  static DeadLetter bare(Payload payload) {
    return DeadLetter.builder(
            "_unknown~1",
            Arrival.of("stream-events", "1", Fixtures.NOW, payload).withContentType("text/plain"),
            Failure.permanent("event.not-json", ""),
            new DeadLetter.Origin("host", "1"))
        .deadLetteredAt(Fixtures.NOW)
        .fingerprint("0123456789abcdef")
        .build();
  }

  static DeadLetter heavy(Payload payload) {
    Failure failure = Failure.transientFailure("some.code", "m".repeat(500));
    ActivityReport report = new ActivityReport("stats", ActivityReport.State.FAILED, 5, failure);
    return bare(payload).toBuilder()
        .failure(failure)
        .exception(new ExceptionEvidence("java.io.IOException", null, "s".repeat(4_000)))
        .attempts(
            30,
            Fixtures.NOW,
            Collections.nCopies(
                DeadLetter.MAX_HISTORY, new Attempt(Fixtures.NOW, "stats", 1, failure)))
        .workflow(null, Collections.nCopies(3, report))
        .build();
  }

  static Payload random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Payload.of(bytes);
  }
}
