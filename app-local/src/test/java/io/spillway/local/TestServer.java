package io.spillway.local;

import java.net.URI;

/** A whole server in memory, on a free port. */
public final class TestServer implements AutoCloseable {

  private final LocalServer server;

  private TestServer(LocalServer server) {
    this.server = server;
  }

  public static TestServer start() {
    return new TestServer(LocalServer.start(new RunSettings("127.0.0.1", 0), "test"));
  }

  public URI uri() {
    return server.host().uri();
  }

  @Override
  public void close() {
    server.host().close();
  }
}
