package io.spillway.functions.invocation;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.TraceContext;
import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.util.Optional;

/** Determines the trace of a call. Deterministic for the same call. */
public final class Traces {

  /** Number of hash digits for the two ids: 32 and 16. */
  private static final int TRACE_ID = 32;

  private static final int BOTH = 48;

  private Traces() {}

  /** Returns the caller's trace; else the host's; else a new one. */
  public static TraceParent of(HttpRequestMessage<?> request, ExecutionContext context) {
    return TraceParent.parse(Headers.of(request, "traceparent").orElse(null))
        .or(() -> hosts(context))
        .orElseGet(() -> of(context.getInvocationId()));
  }

  /**
   * Returns a new trace that is derived from this name. It has no recorded spans, so it is not
   * marked as sampled.
   */
  public static TraceParent of(String name) {
    String hash = Payload.of(name).sha256();
    return new TraceParent(
        "00-" + hash.substring(0, TRACE_ID) + "-" + hash.substring(TRACE_ID, BOTH) + "-00");
  }

  private static Optional<TraceParent> hosts(ExecutionContext context) {
    TraceContext trace = context.getTraceContext();
    return trace == null ? Optional.empty() : TraceParent.parse(trace.getTraceparent());
  }
}
