package io.spillway.local;

import io.spillway.functions.settings.Settings;
import io.spillway.ports.queue.WorkQueue;
import java.net.URI;
import java.util.Map;

/** A whole server on a free port. */
public final class TestServer implements AutoCloseable {

  private final LocalServer server;

  private TestServer(LocalServer server) {
    this.server = server;
  }

  /** Everything in memory. */
  public static TestServer start() {
    return start(Map.of());
  }

  /** What the environment says. */
  public static TestServer start(Map<String, String> environment) {
    return new TestServer(local("127.0.0.1", environment));
  }

  static LocalServer local(String host, Map<String, String> environment) {
    return LocalServer.start(new RunSettings(host, 0), Settings.from(environment), "test");
  }

  public URI uri() {
    return server.host().uri();
  }

  /** What stands outside may put into it. */
  WorkQueue queue(String name) {
    return server.composition().queue(name);
  }

  @Override
  public void close() {
    server.stop();
  }
}
