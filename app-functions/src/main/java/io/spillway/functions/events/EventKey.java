package io.spillway.functions.events;

import io.spillway.functions.http.Query;
import io.spillway.ports.event.StreamEvent;

/**
 * Name of an event in a path: its key or, with the query parameter {@code source}, the id by that
 * source.
 *
 * @param named the text in the path
 * @param key the event's {@link StreamEvent#key()}
 * @param hasSource whether the source was given
 */
record EventKey(String named, String key, boolean hasSource) {

  private static final String ID = "eventId";

  /** Reads the name; the values may be used only after {@link Query#orThrow()} has passed. */
  static EventKey of(Query query) {
    String source = query.text("source", StreamEvent::sourceProblem);
    if (source == null) {
      String key = query.pathId(ID);
      return new EventKey(key, key, false);
    }
    String id = query.pathText(ID, StreamEvent::idProblem);
    return new EventKey(id, StreamEvent.key(source, id), true);
  }
}
