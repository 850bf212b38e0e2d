package io.spillway;

import io.spillway.ports.SpillwayException;

/**
 * Reports that the chosen event id belongs to an event of the same source with another content.
 * Nothing was queued.
 */
public final class EventIdReusedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. The id is not quoted, because a source may choose any text. */
  public EventIdReusedException() {
    super("eventId is taken by another event of the same source on this stream");
  }
}
