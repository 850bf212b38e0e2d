package io.spillway.cosmos.testserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Passes each request through faults, checks and the API, and records it. */
final class Gateway implements HttpHandler {
  private final Account account;
  private final Authorization authorization;
  private final MetadataApi metadata;
  private final ItemApi items;
  private final ServerFaults faults;
  private final Requests requests;
  private final ThroughputLimit throughput;
  private final Contention contention;
  private final Executor executor;

  Gateway(
      Account account,
      Authorization authorization,
      String endpoint,
      ServerFaults faults,
      Requests requests,
      ThroughputLimit throughput,
      Contention contention,
      Executor executor) {
    this.account = account;
    this.authorization = authorization;
    this.metadata = new MetadataApi(account, endpoint);
    this.items = new ItemApi(account);
    this.faults = faults;
    this.requests = requests;
    this.throughput = throughput;
    this.contention = contention;
    this.executor = executor;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    CosmosRequest request = CosmosRequest.read(exchange);
    CosmosRoute route = CosmosRoute.of(request);
    Target target = account.target(route);
    Fault fault = faults.take(target);
    if (fault == null) {
      serve(exchange, target, route, request);
      return;
    }
    switch (fault.kind()) {
      case STATUS -> send(exchange, target, toResponse(fault));
      case CUT -> cut(exchange, target, null);
      case LOSE_ANSWER -> cut(exchange, target, answer(route, request));
      case STALL -> stall(fault, exchange, route, request);
    }
  }

  private void serve(HttpExchange exchange, Target target, CosmosRoute route, CosmosRequest request)
      throws IOException {
    Duration delay = throughput.delay(target);
    if (delay != null) {
      send(exchange, target, toResponse(Fault.throttled(delay)));
      return;
    }
    Contention.Write write =
        target.container().isEmpty()
            ? null
            : contention.begin(account.container(route), route, request);
    if (write == null) {
      send(exchange, target, answer(route, request));
      return;
    }
    contention.atEnd(
        executor,
        end -> sendQuietly(exchange, target, contention.end(write, () -> answer(route, request))));
  }

  private Response answer(CosmosRoute route, CosmosRequest request) {
    try {
      authorization.check(request);
      if (request.tooLarge()) {
        throw CosmosError.tooLarge(
            "Request size is too large: over " + Limits.REQUEST_BYTES + " bytes");
      }
      boolean aboutDocuments =
          route.operation().isItem() || route.operation() == Operation.QUERY_PLAN;
      return aboutDocuments ? items.answer(route, request) : metadata.answer(route, request);
    } catch (CosmosError refused) {
      return Response.of(refused);
    } catch (RuntimeException defect) {
      return Response.of(new CosmosError(500, 0, "a defect of the test server: " + defect));
    }
  }

  private static Response toResponse(Fault fault) {
    Response response = Response.of(fault.asError());
    long millis = fault.duration().toMillis();
    return millis == 0 ? response : response.with("x-ms-retry-after-ms", Long.toString(millis));
  }

  /** Waits without blocking a thread, so that any number of requests can be stalled. */
  private void stall(Fault fault, HttpExchange exchange, CosmosRoute route, CosmosRequest request) {
    Target target = account.target(route);
    faults.stall(
        fault,
        executor,
        released -> {
          if (released) {
            sendQuietly(exchange, target, answer(route, request));
          } else {
            cut(exchange, target, null);
          }
        });
  }

  private void send(HttpExchange exchange, Target target, Response response) throws IOException {
    throughput.spend(target, response.charge());
    requests.add(
        new RecordedRequest(
            target, response.status(), response.charge(), response.documentsRead(), true));
    response.send(exchange);
  }

  private void sendQuietly(HttpExchange exchange, Target target, Response response) {
    try {
      send(exchange, target, response);
    } catch (IOException clientHasGone) {
      exchange.close();
    }
  }

  /** Closing an exchange before its headers are sent closes the connection. */
  private void cut(HttpExchange exchange, Target target, @Nullable Response lost) {
    int status = lost == null ? 0 : lost.status();
    double charge = lost == null ? 0 : lost.charge();
    long read = lost == null ? 0 : lost.documentsRead();
    requests.add(new RecordedRequest(target, status, charge, read, false));
    exchange.close();
  }
}
