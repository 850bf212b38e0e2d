package io.spillway.functions.events;

import io.spillway.InvalidInputException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.EventSource.Admission;
import io.spillway.ports.source.UnreadableDeliveryException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries of sources as arrivals, for dead letters and their redrive. The queue is {@code
 * sources-} and the source's name; the message id is that of the event, or of the delivery if it
 * could not be translated.
 */
public final class SourceArrivals {

  private static final String PREFIX = "sources-";

  private final List<EventSource> sources;

  /** Creates a reader of the deliveries of these sources. */
  public SourceArrivals(List<EventSource> sources) {
    this.sources = sources;
  }

  /** Returns whether an arrival is a delivery of a source. */
  public static boolean isDelivery(Arrival arrival) {
    return arrival.queue().startsWith(PREFIX);
  }

  /** Returns the arrival of an event of a delivery. */
  static Arrival of(EventSource source, String eventId, Payload content, Instant at) {
    return Arrival.of(PREFIX + source.name(), eventId, at, content);
  }

  /**
   * Translates a delivery again.
   *
   * @throws InvalidInputException if it still cannot be translated, is no event, or its source is
   *     off
   */
  public EventDraft event(Arrival arrival) {
    String name = arrival.queue().substring(PREFIX.length());
    for (EventSource source : sources) {
      if (source.name().equals(name)) {
        return event(source, arrival);
      }
    }
    throw new InvalidInputException("payload", "cannot be read: this source is not set up");
  }

  private static EventDraft event(EventSource source, Arrival arrival) {
    String id = arrival.messageId();
    // A further event of a delivery has the delivery's id, a slash and a word.
    int slash = id.lastIndexOf('/');
    if (slash > 0) {
      Optional<EventDraft> further =
          translate(source, id.substring(0, slash), arrival.payload()).stream()
              .filter(draft -> id.equals(draft.eventId()))
              .findFirst();
      if (further.isPresent()) {
        return further.get();
      }
    }
    return translate(source, id, arrival.payload()).stream()
        .findFirst()
        .orElseThrow(() -> new InvalidInputException("payload", "is of a kind that is no event"));
  }

  private static List<EventDraft> translate(EventSource source, String id, Payload content) {
    try {
      return source.translate(new Admission.Delivery(id, content));
    } catch (UnreadableDeliveryException e) {
      throw new InvalidInputException("payload", String.valueOf(e.getMessage()));
    }
  }
}
