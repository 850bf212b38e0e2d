package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fake of Azure DevOps: accepts or rejects each request, and records it. */
final class LeaseServer implements AutoCloseable {

  static final String REFUSAL = "live Build Service (team) needs Retain indefinitely permissions";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  private LeaseServer(HttpServer server) {
    this.server = server;
  }

  static LeaseServer start() throws IOException {
    LeaseServer leases =
        new LeaseServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    leases.server.createContext("/", leases::answer);
    leases.server.start();
    return leases;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns method, path, authorization and body of each request. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  void refuse() {
    status = 403;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      byte[] answer = (status == 200 ? "{}" : REFUSAL).getBytes(UTF_8);
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
