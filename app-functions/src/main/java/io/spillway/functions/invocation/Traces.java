package io.spillway.functions.invocation;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.TraceContext;
import io.spillway.ports.TraceParent;
import io.spillway.ports.queue.Payload;
import java.util.Optional;

/** Which trace a call belongs to. Asked twice about the same call, the answer is the same. */
public final class Traces {

  /** How much of a hash makes the two ids: 32 digits and 16. */
  private static final int TRACE_ID = 32;

  private static final int BOTH = 48;

  private Traces() {}

  /** The caller's; else the host's; else one that begins with this call. */
  public static TraceParent of(HttpRequestMessage<?> request, ExecutionContext context) {
    return TraceParent.parse(Headers.of(request, "traceparent").orElse(null))
        .or(() -> hosts(context))
        .orElseGet(() -> of(context.getInvocationId()));
  }

  /**
   * A trace that begins with something of this name. Nobody has recorded anything of it yet, so it
   * is not marked as sampled.
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
