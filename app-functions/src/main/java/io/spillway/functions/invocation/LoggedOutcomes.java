package io.spillway.functions.invocation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/**
 * Logs each outcome as a JSON line, such as {@code {"outcome":"event_done","streamId":"main",
 * "subjectId":"e-1","workflowId":"main~e-1","traceId":"0af7..."}}, and delegates it. Omits missing
 * fields. The level is WARNING for outcomes that need attention, otherwise INFO.
 */
public final class LoggedOutcomes implements Telemetry {

  private final Telemetry next;

  public LoggedOutcomes(Telemetry next) {
    this.next = next;
  }

  @Override
  public void note(Outcome outcome) {
    Invocation.log(level(outcome.kind()), () -> line(outcome));
    next.note(outcome);
  }

  private static ObjectNode line(Outcome outcome) {
    ObjectNode line =
        Json.object()
            .put("outcome", Codes.code(outcome.kind()))
            .put("streamId", outcome.streamId());
    put(line, "subjectId", outcome.subjectId());
    put(line, "workflowId", outcome.workflowId());
    put(line, "traceId", outcome.traceParent() == null ? null : outcome.traceParent().traceId());
    put(line, "code", outcome.code());
    put(line, "deadLetterId", outcome.deadLetterId());
    return line;
  }

  private static void put(ObjectNode line, String field, @Nullable String value) {
    if (value != null) {
      line.put(field, value);
    }
  }

  private static Level level(Outcome.Kind kind) {
    return switch (kind) {
      case MESSAGE_UNMODERATED, EVENT_RETRIED, EVENT_DEFERRED, EVENT_BURIED, SOURCE_NOTICE ->
          Level.WARNING;
      case MESSAGE_ACCEPTED,
          MESSAGE_HELD,
          MESSAGE_WITHDRAWN,
          MESSAGE_CLEARED,
          EVENT_TAKEN,
          EVENT_PARKED,
          EVENT_DONE,
          EVENT_REDRIVEN,
          SOURCE_REFUSED,
          SOURCE_IGNORED ->
          Level.INFO;
    };
  }

  @Override
  public Health health() {
    return next.health();
  }
}
