package io.spillway.local.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Jetty, bounded and able to stop without dropping a request. */
final class HttpServer {

  /**
   * More than may run: acceptor, selector, and those that tell what is too much so. Without them
   * requests wait where nobody counts them, for a thread.
   */
  private static final int SERVER_THREADS = 64;

  private static final int LEAST_THREADS = 8;

  private static final int IDLE_TIMEOUT_MILLIS = 30_000;

  private final Server server;
  private final ServerConnector connector;
  private final FunctionHandler handler;

  private HttpServer(Server server, ServerConnector connector, FunctionHandler handler) {
    this.server = server;
    this.connector = connector;
    this.handler = handler;
  }

  /** Listens from when this returns. Throws {@link UncheckedIOException} when it cannot. */
  static HttpServer start(HttpRoutes routes, HostSettings settings) {
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.maxRequests() + SERVER_THREADS, LEAST_THREADS);
    threads.setName("http");
    Server jetty = new Server(threads);
    FunctionHandler handler =
        new FunctionHandler(routes, new RequestReader(settings.maxBodyBytes()));
    QoSHandler bounded = new QoSHandler(handler);
    bounded.setMaxRequestCount(settings.maxRequests());
    bounded.setMaxSuspendedRequestCount(settings.maxWaitingRequests());
    bounded.setMaxSuspend(settings.maxWait());
    jetty.setHandler(bounded);
    jetty.setErrorHandler(new ProblemErrors());
    jetty.setStopTimeout(settings.maxDrain().toMillis());
    HttpServer server = new HttpServer(jetty, connector(jetty, settings), handler);
    server.listen();
    return server;
  }

  int port() {
    return connector.getLocalPort();
  }

  long answered() {
    return handler.answered();
  }

  /** Whether it has begun to stop: from then on each connection ends with its answer. */
  boolean isStopping() {
    return connector.isShutdown();
  }

  /**
   * Takes no further connections, answers what has been sent on those that are open, then closes.
   *
   * @return whether all was answered in time
   */
  boolean stop() {
    try {
      server.stop();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private void listen() {
    try {
      server.start();
    } catch (Exception e) {
      stop();
      throw new UncheckedIOException(e instanceof IOException io ? io : new IOException(e));
    }
  }

  private static ServerConnector connector(Server jetty, HostSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // Otherwise a value such as a key is taken for an earlier one that differs from it in case.
    http.setHeaderCacheCaseSensitive(true);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    jetty.addConnector(connector);
    return connector;
  }

  /** What Jetty itself refuses is a problem like any other. */
  private static final class ProblemErrors extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateResponse(
        Request request,
        Response response,
        int code,
        @Nullable String message,
        @Nullable Throwable cause,
        Callback callback) {
      if (code == 503) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      response.write(true, ByteBuffer.wrap(Problems.bytes(Problems.ofStatus(code))), callback);
    }
  }
}
