package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.ofString;

import io.spillway.functions.settings.Settings;
import io.spillway.ports.queue.WorkQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Whole server on a free port. */
public final class TestServer implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final LocalServer server;

  private TestServer(LocalServer server) {
    this.server = server;
  }

  /** Starts a server with in-memory data. */
  public static TestServer start() {
    return start(Map.of());
  }

  /** Starts a server with this environment. */
  public static TestServer start(Map<String, String> environment) {
    return new TestServer(local("127.0.0.1", environment));
  }

  static LocalServer local(String host, Map<String, String> environment) {
    return LocalServer.start(new RunSettings(host, 0), Settings.from(environment), "test");
  }

  public URI uri() {
    return server.host().uri();
  }

  /** Returns a queue, as an external producer sees it. */
  WorkQueue queue(String name) {
    return server.composition().queue(name);
  }

  /** Sends a body with headers, each a name followed by its value. */
  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(uri().resolve(path)).headers(headers).POST(ofString(body)).build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.stop();
  }
}
