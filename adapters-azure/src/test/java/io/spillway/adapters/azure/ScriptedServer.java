package io.spillway.adapters.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * HTTP server on the loopback address with scripted responses, one per request, that records
 * requests. By default, requests beyond the script get a 599. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {

  /** Reaction to a request. */
  public sealed interface Reply {}

  /** Responds immediately. */
  public record Answer(int status, Map<String, String> headers, String body) implements Reply {}

  /** Responds after a delay. */
  public record Slow(Duration after, Answer answer) implements Reply {}

  /** Accepts the request and never responds. */
  public record Stall() implements Reply {}

  /** Accepts the request and closes the connection. */
  public record Cut() implements Reply {}

  /**
   * A recorded request.
   *
   * @param headers the headers by name, as capitalised by the server, such as {@code
   *     X-goog-api-key}
   */
  public record Request(
      String method, URI uri, Map<String, List<String>> headers, String body, long nanoTime) {}

  private final HttpServer server;
  private final Function<Request, Reply> otherwise;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private ScriptedServer(HttpServer server, Function<Request, Reply> otherwise) {
    this.server = server;
    this.otherwise = otherwise;
  }

  /** Starts a server on a free port, with an empty script. */
  public static ScriptedServer start() {
    return startWith(request -> answer(599, "beyond the script"));
  }

  /** Starts a server on a free port with default responses beyond the script. */
  public static ScriptedServer startWith(Function<Request, Reply> otherwise) {
    try {
      ScriptedServer started =
          new ScriptedServer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              otherwise);
      started.server.setExecutor(started.threads);
      started.server.createContext("/", started::serve);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a URL without a listener. */
  public static URI refusing() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Reply answer(int status, String body) {
    return new Answer(status, Map.of(), body);
  }

  public static Reply answer(int status, Map<String, String> headers, String body) {
    return new Answer(status, Map.copyOf(headers), body);
  }

  public static Reply slow(Duration after, Reply answer) {
    return new Slow(after, (Answer) answer);
  }

  public static Reply stall() {
    return new Stall();
  }

  public static Reply cut() {
    return new Cut();
  }

  /** Adds these replies to the script. */
  public ScriptedServer then(Reply... replies) {
    script.addAll(List.of(replies));
    return this;
  }

  /** Adds a reply to the script, many times. */
  public ScriptedServer then(int times, Reply reply) {
    for (int i = 0; i < times; i++) {
      script.add(reply);
    }
    return this;
  }

  /** Returns all requests so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Returns the server's URL, without a trailing slash. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = request(exchange);
      requests.add(request);
      Reply scripted = script.poll();
      Reply reply = scripted == null ? otherwise.apply(request) : scripted;
      if (reply instanceof Answer answer) {
        write(exchange, answer);
      } else if (reply instanceof Slow slow
          && !closed.await(slow.after().toMillis(), TimeUnit.MILLISECONDS)) {
        write(exchange, slow.answer());
      } else if (reply instanceof Stall) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI(),
        Map.copyOf(exchange.getRequestHeaders()),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8),
        System.nanoTime());
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
