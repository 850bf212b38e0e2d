package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Role;
import io.spillway.ports.TraceParent;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Request to a route, after the caller was checked. */
public final class Call {

  private final Route route;
  private final Map<String, String> parameters;
  private final HttpRequestMessage<Optional<String>> request;
  private final Supplier<TraceParent> trace;
  private final Gate gate;
  private final Supplier<DurableClientContext> durable;
  private @Nullable Caller caller;

  Call(
      Route route,
      Map<String, String> parameters,
      HttpRequestMessage<Optional<String>> request,
      Supplier<TraceParent> trace,
      Gate gate,
      Supplier<DurableClientContext> durable) {
    this.route = route;
    this.parameters = parameters;
    this.request = request;
    this.trace = trace;
    this.gate = gate;
    this.durable = durable;
  }

  Route route() {
    return route;
  }

  public HttpRequestMessage<Optional<String>> request() {
    return request;
  }

  /** Returns a decoded path parameter. */
  public String path(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** Returns the parameters of query and path. */
  public Query query() {
    return new Query(request.getQueryParameters(), parameters);
  }

  /** Returns the caller, anonymous at most on a public route. */
  public Caller caller() {
    Caller known = caller;
    if (known == null) {
      known = gate.identify(request);
      caller = known;
    }
    return known;
  }

  /** Returns instructions for a caller who lacks this role. */
  public String advice(Role role) {
    return gate.advice(role);
  }

  /** Returns the request's trace. */
  public TraceParent trace() {
    return trace.get();
  }

  /**
   * Returns the durable client of this invocation.
   *
   * @throws IllegalStateException in a function without one
   */
  public DurableClientContext durable() {
    return durable.get();
  }

  Map<String, String> parameters() {
    return parameters;
  }
}
