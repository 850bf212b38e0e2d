package io.spillway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Local fake of Gemini that immediately returns no scores. */
record LoopbackGemini(HttpServer server, ExecutorService threads) implements AutoCloseable {

  private static final byte[] HARMLESS =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"{\\"scores\\":[]}"}]},
        "finishReason":"STOP"}]}
      """
          .getBytes(UTF_8);

  static LoopbackGemini start() {
    // Otherwise the head and the body of a response delay each other by 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server = onFreePort();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, HARMLESS.length);
          exchange.getResponseBody().write(HARMLESS);
          exchange.close();
        });
    server.start();
    return new LoopbackGemini(server, threads);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }

  private static HttpServer onFreePort() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
