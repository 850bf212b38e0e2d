package io.spillway.packaging.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.spillway.cosmos.testserver.CosmosTestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Dependencies of a first message, on the loopback address: a database, and a Gemini that finds
 * nothing.
 */
record Backends(CosmosTestServer cosmos, HttpServer gemini) implements AutoCloseable {

  private static final byte[] HARMLESS =
      ("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"{\\\"scores\\\":[]}\"}]},"
              + "\"finishReason\":\"STOP\"}]}")
          .getBytes(UTF_8);

  static Backends start() throws IOException {
    return on(CosmosTestServer.builder().start());
  }

  /** Starts the backends with this database. */
  static Backends on(CosmosTestServer cosmos) throws IOException {
    HttpServer gemini =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gemini.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, HARMLESS.length);
          exchange.getResponseBody().write(HARMLESS);
          exchange.close();
        });
    gemini.start();
    return new Backends(cosmos, gemini);
  }

  /** Returns the settings of a function app on these backends, with timeouts for a busy machine. */
  Map<String, String> settings() {
    return Map.of(
        "SPILLWAY_COSMOS_CONNECTION", cosmos.connectionString(),
        "SPILLWAY_COSMOS_TIMEOUT_MS", "60000",
        "AzureWebJobsStorage", "UseDevelopmentStorage=true",
        "GEMINI_API_KEY", "cold",
        "SPILLWAY_GEMINI_ENDPOINT", "http://127.0.0.1:" + gemini.getAddress().getPort(),
        "SPILLWAY_GEMINI_TIMEOUT_MS", "30000",
        "SPILLWAY_GEMINI_BUDGET_MS", "60000");
  }

  /** Returns the settings for {@link SdkFunction}. */
  Map<String, String> sdkSettings() {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("SDKS_ENDPOINT", cosmos.endpoint());
    settings.put("SDKS_KEY", cosmos.key());
    return settings;
  }

  @Override
  public void close() {
    gemini.stop(0);
    cosmos.close();
  }
}
