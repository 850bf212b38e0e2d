package io.spillway.local;

import io.spillway.functions.settings.Settings;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.util.Map;

/** Whole server on a free port. */
public final class TestServer implements AutoCloseable {

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

  @Override
  public void close() {
    server.stop();
  }
}
