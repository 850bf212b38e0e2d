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

/** A request to a route, after its caller was checked. */
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

  /** A parameter of the route's path, decoded. */
  public String path(String name) {
    return Objects.requireNonNull(parameters.get(name), name);
  }

  /** The query's and the path's parameters. */
  public Query query() {
    return new Query(request.getQueryParameters(), parameters);
  }

  /** The caller; on a route that is open to everyone it may be a stranger. */
  public Caller caller() {
    Caller known = caller;
    if (known == null) {
      known = gate.identify(request);
      caller = known;
    }
    return known;
  }

  /** How somebody gets this role, for one who lacks it. */
  public String advice(Role role) {
    return gate.advice(role);
  }

  /** The trace that the request belongs to. */
  public TraceParent trace() {
    return trace.get();
  }

  /**
   * The durable client of this invocation.
   *
   * @throws IllegalStateException in a function that has none
   */
  public DurableClientContext durable() {
    return durable.get();
  }

  Map<String, String> parameters() {
    return parameters;
  }
}
