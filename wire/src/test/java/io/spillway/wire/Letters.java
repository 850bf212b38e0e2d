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
import java.util.List;
import java.util.Random;

/** Dead letters with little and with much to cut. */
final class Letters {

  private Letters() {}

  static DeadLetter letter(Payload payload) {
    return Fixtures.deadLetter("main", "e-1").payload(payload).build();
  }

  /** A letter with nothing that could be cut but its payload. */
  static DeadLetter bare(Payload payload) {
    return new DeadLetter(
        "_unknown~1",
        "_unknown",
        null,
        null,
        new Arrival("stream-events", "1", Fixtures.NOW, 1, payload, "text/plain", null),
        Failure.permanent("event.not-json", ""),
        null,
        1,
        Fixtures.NOW,
        Fixtures.NOW,
        List.of(),
        List.of(),
        null,
        0,
        new DeadLetter.Origin("host", "1"),
        "0123456789abcdef",
        List.of());
  }

  static DeadLetter heavy(Payload payload) {
    Failure failure = Failure.transientFailure("some.code", "m".repeat(500));
    ActivityReport report = new ActivityReport("stats", ActivityReport.State.FAILED, 5, failure);
    DeadLetter bare = bare(payload);
    return new DeadLetter(
        bare.id(),
        bare.streamId(),
        null,
        null,
        bare.arrival(),
        failure,
        new ExceptionEvidence("java.io.IOException", null, "s".repeat(4_000)),
        30,
        Fixtures.NOW,
        Fixtures.NOW,
        Collections.nCopies(DeadLetter.MAX_HISTORY, new Attempt(Fixtures.NOW, "stats", 1, failure)),
        Collections.nCopies(3, report),
        null,
        0,
        bare.origin(),
        bare.fingerprint(),
        List.of());
  }

  static Payload random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Payload.of(bytes);
  }
}
