package io.spillway.wire;

import io.spillway.ports.TraceParent;
import io.spillway.ports.event.EventDraft;
import org.jspecify.annotations.Nullable;

/**
 * An unvalidated event from a queue.
 *
 * @param draft the unvalidated event
 * @param contentType its format: {@code application/cloudevents+json} or {@code application/json}
 * @param traceParent the trace context; null if missing or invalid
 */
public record IncomingEvent(
    EventDraft draft, String contentType, @Nullable TraceParent traceParent) {}
