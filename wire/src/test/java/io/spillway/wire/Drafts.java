package io.spillway.wire;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.StreamEvent;
import java.time.Instant;

/** Converts drafts to events, for tests with valid input. */
final class Drafts {

  private Drafts() {}

  static StreamEvent event(EventDraft draft) {
    return new StreamEvent(
        requireNonNull(draft.streamId()),
        requireNonNull(draft.source()),
        requireNonNull(draft.eventId()),
        requireNonNull(draft.actor()),
        Instant.parse(requireNonNull(draft.occurredAt())),
        EventType.named(requireNonNull(draft.type())).orElseThrow().detail(draft.fields()));
  }
}
