package io.spillway.core.event;

import io.spillway.ports.Failure;
import io.spillway.ports.TraceParent;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import java.time.Instant;

/** Shared values of the tests of this package. */
final class EventFixture {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("test-host", "1.2.3");
  static final Failure OUTAGE = Failure.transientFailure("stats.unavailable", "no answer");
  static final Failure REJECTED = Failure.permanent("alerts.rejected", "wrong key");

  static final TraceParent TRACE_PARENT =
      new TraceParent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private EventFixture() {}

  static StreamEvent event(EventDetail detail) {
    return new StreamEvent("s1", "e1", "ann", NOON, detail);
  }

  static Arrival arrival() {
    return Arrival.of("stream-events", "q-1", NOON.minusSeconds(1), Payload.of("{}"))
        .withDequeueCount(2)
        .withTraceParent(TRACE_PARENT);
  }

  static WorkflowRequest request() {
    return WorkflowRequest.of(event(new EventDetail.Follow()), arrival(), 0);
  }

  static ActivityOutcome done(String activity) {
    return new ActivityOutcome.Done(activity);
  }

  static ActivityOutcome failed(String activity, Failure failure) {
    return new ActivityOutcome.Failed(activity, failure, null);
  }
}
