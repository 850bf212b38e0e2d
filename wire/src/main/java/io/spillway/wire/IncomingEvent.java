package io.spillway.wire;

import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import org.jspecify.annotations.Nullable;

/**
 * An event read from a queue, before any check.
 *
 * @param draft what it says
 * @param contentType the form it was in: {@code application/cloudevents+json} or {@code
 *     application/json}
 * @param traceParent the trace that it belongs to; null when it names none, or an invalid one
 */
public record IncomingEvent(
    EventDraft draft, String contentType, @Nullable TraceParent traceParent) {}
