package io.spillway.local.host;

import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.functions.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
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

/** Bounded Jetty server with a graceful stop. */
final class HttpServer {

  /**
   * Threads in addition to the request limit: acceptor, selector, and those that answer rejections.
   * Without them, requests would wait for a thread without being counted.
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

  /** Starts to listen. Throws {@link UncheckedIOException} if it cannot. */
  static HttpServer start(
      Router router, Supplier<DurableClientContext> durable, HostSettings settings) {
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.maxRequests() + SERVER_THREADS, LEAST_THREADS);
    threads.setName("http");
    Server jetty = new Server(threads);
    FunctionHandler handler =
        new FunctionHandler(router, durable, new RequestReader(settings.maxBodyBytes()));
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

  /** Returns whether a stop has begun: from then on each connection closes after its response. */
  boolean isStopping() {
    return connector.isShutdown();
  }

  /**
   * Accepts no further connections, answers requests already sent on open ones, then closes.
   *
   * @return whether all requests were answered in time
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
    // Otherwise a header value such as a key could be replaced by a cached one that differs in
    // case.
    http.setHeaderCacheCaseSensitive(true);
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    jetty.addConnector(connector);
    return connector;
  }

  /** Formats Jetty's own errors as problems. */
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
