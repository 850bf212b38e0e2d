package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Proxy of a server that never counts an event: passes on everything but the stats. */
final class StuckStats implements AutoCloseable {

  private static final byte[] STATS = "{\"followers\":0,\"messages\":1}".getBytes(UTF_8);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI behind;
  private final HttpServer server;

  private StuckStats(URI behind, HttpServer server) {
    this.behind = behind;
    this.server = server;
  }

  static StuckStats before(URI behind) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StuckStats stuck = new StuckStats(behind, server);
    server.createContext("/", stuck::answer);
    server.start();
    return stuck;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/stats")) {
        send(exchange, 200, STATS);
      } else {
        HttpResponse<byte[]> answer = pass(exchange);
        send(exchange, answer.statusCode(), answer.body());
      }
    }
  }

  private HttpResponse<byte[]> pass(HttpExchange exchange) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI()))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
