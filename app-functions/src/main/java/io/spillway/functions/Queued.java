package io.spillway.functions;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/**
 * What the host says of a delivery.
 *
 * @param insertedAt a time in ISO 8601; the worker hands it over in quotes
 */
record Queued(
    String queue, String messageId, long dequeueCount, String insertedAt, Payload payload) {

  /** How it came in; at this moment, if the host's time cannot be read. */
  Arrival arrival(String contentType, InstantSource clock) {
    return new Arrival(
        queue,
        unquoted(messageId),
        insertionTime(clock),
        (int) Math.min(Integer.MAX_VALUE, Math.max(1, dequeueCount)),
        payload,
        contentType);
  }

  private Instant insertionTime(InstantSource clock) {
    try {
      return OffsetDateTime.parse(unquoted(insertedAt)).toInstant();
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }

  private static String unquoted(String text) {
    return text.replace("\"", "");
  }
}
