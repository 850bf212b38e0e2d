package io.spillway.core.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Payload of events that were published by a call instead of a queue, so that their dead letters
 * can be read, edited and redriven: a form such as {@code streamId=room-1&type=follow&...}.
 */
public final class DirectPayload {

  /** Name of the queue in the {@link Arrival} of an event published by a call. */
  public static final String QUEUE = "direct";

  /** Default reader, which refuses every payload. */
  public static final EventReader NONE =
      arrival -> {
        throw new InvalidInputException(
            "payload", "cannot be read: no reader is set for " + arrival.contentType());
      };

  private static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  /** Prefix of the names of a custom event's own fields. */
  private static final String CUSTOM = EventField.FIELDS.key() + ".";

  private DirectPayload() {}

  /**
   * {@return the arrival of an event published by a call}
   *
   * @param event the event
   * @param at the time of the call
   */
  public static Arrival arrival(StreamEvent event, Instant at) {
    return new Arrival(QUEUE, event.key(), at, 1, write(event), CONTENT_TYPE, null);
  }

  /**
   * {@return the event of an arrival}
   *
   * @param arrival the arrival
   * @param other the reader of arrivals with other content types
   */
  public static EventDraft read(Arrival arrival, EventReader other) {
    return arrival.contentType().equals(CONTENT_TYPE)
        ? read(arrival.payload())
        : other.read(arrival);
  }

  private static Payload write(StreamEvent event) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("streamId", event.streamId());
    form.put("source", event.source());
    form.put("eventId", event.eventId());
    form.put("type", event.type());
    form.put("actor", event.actor());
    form.put("occurredAt", event.occurredAt().toString());
    EventFields fields = event.detail().values();
    fields.values().forEach((field, value) -> form.put(field.key(), value));
    fields.custom().forEach((key, value) -> form.put(CUSTOM + key, value));
    return Payload.of(
        form.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&")));
  }

  private static EventDraft read(Payload payload) {
    Map<String, String> form = form(payload);
    EventFields fields = EventFields.NONE;
    for (EventField field : EventField.values()) {
      fields = fields.with(field, form.get(field.key()));
    }
    Map<String, String> custom = new LinkedHashMap<>();
    form.forEach(
        (name, value) -> {
          if (name.startsWith(CUSTOM)) {
            custom.put(name.substring(CUSTOM.length()), value);
          }
        });
    fields = fields.withCustom(custom);
    return new EventDraft(
        form.get("streamId"),
        form.get("source"),
        form.get("eventId"),
        form.get("type"),
        form.get("actor"),
        form.get("occurredAt"),
        fields);
  }

  private static Map<String, String> form(Payload payload) {
    String text =
        payload.text().orElseThrow(() -> new InvalidInputException("payload", "must be UTF-8"));
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : text.strip().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new InvalidInputException("payload", "must be a form: name=value&name=value");
      }
      form.put(pair.substring(0, equals), decode(pair.substring(equals + 1)));
    }
    return form;
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("payload", "must be a form: a percent sign is misplaced");
    }
  }
}
