package io.spillway.wire;

import io.spillway.ports.event.EventDraft;

/**
 * An event read from a queue, before any check.
 *
 * @param draft what it says
 * @param contentType the form it was in: {@code application/cloudevents+json} or {@code
 *     application/json}
 */
public record IncomingEvent(EventDraft draft, String contentType) {}
