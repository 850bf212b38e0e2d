package io.spillway.packaging.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Fake of Azure's identity endpoint for function apps: a local address that issues tokens to
 * callers with the secret header.
 *
 * @param asked the queries of all requests
 */
record IdentityEndpoint(HttpServer http, List<String> asked) implements AutoCloseable {

  static final String TOKEN = "token-of-the-identity";

  private static final String SECRET = "secret-of-the-machine";

  static IdentityEndpoint start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    IdentityEndpoint endpoint = new IdentityEndpoint(http, new CopyOnWriteArrayList<>());
    http.createContext("/msi/token", endpoint::answer);
    http.start();
    return endpoint;
  }

  /** Returns the environment variables for the endpoint. */
  Map<String, String> environment() {
    return Map.of(
        "IDENTITY_ENDPOINT",
        "http://127.0.0.1:" + http.getAddress().getPort() + "/msi/token",
        "IDENTITY_HEADER",
        SECRET);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getQuery());
    boolean known = SECRET.equals(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"));
    long expires = System.currentTimeMillis() / 1000 + 86_400;
    byte[] body =
        "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"resource\":\"any\",\"token_type\":\"Bearer\"}"
            .formatted(TOKEN, expires)
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
