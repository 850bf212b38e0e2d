package io.spillway.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with as many threads as the local host and a minimal handler. */
record BareServer(Server server, ServerConnector connector) implements AutoCloseable {

  /** Response about as long as that to a message. */
  private static final byte[] ANSWER =
      """
      {"messageId":"0b9c1d3c-7a53-4d0e-8d2b-6a4f3f0f4b11","streamId":"bench","author":"viewer-1",
      "text":"what a save, that was the best round of the whole evening!",
      "sentAt":"2026-11-25T12:00:00Z","moderation":{"status":"allowed"}}
      """
          .getBytes(UTF_8);

  static BareServer start() {
    QueuedThreadPool threads = new QueuedThreadPool(72, 8);
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Answering());
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the bare server does not start", e);
    }
    return new BareServer(server, connector);
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the bare server does not stop", e);
    }
  }

  private static final class Answering extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String body = Content.Source.asString(request, UTF_8);
      response.setStatus(body.isEmpty() ? HttpStatus.BAD_REQUEST_400 : HttpStatus.CREATED_201);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.write(true, ByteBuffer.wrap(ANSWER), callback);
      return true;
    }
  }
}
