package io.spillway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Receiver of alerts on this machine, which gives one answer to all of them, or none. */
public final class AlertReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released;
  private final List<String> ids = new ArrayList<>();
  private volatile int status;
  private volatile int answered;

  private AlertReceiver(int status, CountDownLatch released) {
    this.status = status;
    this.released = released;
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      server = HttpServer.create(free, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a receiver on a free port.
   *
   * @param status the status of its answers
   * @return the receiver, to be closed
   */
  public static AlertReceiver answering(int status) {
    return new AlertReceiver(status, new CountDownLatch(0)).start();
  }

  /**
   * Starts a receiver that takes requests and gives no answer.
   *
   * @return the receiver, to be closed
   */
  public static AlertReceiver hanging() {
    return new AlertReceiver(204, new CountDownLatch(1)).start();
  }

  private AlertReceiver start() {
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
    return this;
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      record(exchange.getRequestHeaders().getFirst("webhook-id"));
      released.await();
      exchange.sendResponseHeaders(status, -1);
      count();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void record(String id) {
    ids.add(id);
  }

  private synchronized void count() {
    answered++;
  }

  /**
   * Lists the requests by {@code webhook-id}, in the order of their arrival.
   *
   * @return the ids, with repetitions
   */
  public synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /**
   * Counts the answers.
   *
   * @return the number of answered requests
   */
  public int answered() {
    return answered;
  }

  /**
   * Changes the answers.
   *
   * @param newStatus the status of all answers from now on
   */
  public void answer(int newStatus) {
    status = newStatus;
  }

  /**
   * Lists the settings of a server that sends its alerts here.
   *
   * @return the environment variables
   */
  public Map<String, String> settings() {
    return Map.of(
        "SPILLWAY_ALERT_WEBHOOK_URL",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/",
        "SPILLWAY_ALERT_WEBHOOK_SECRET",
        "whsec_" + "c3BpbGx3YXk".repeat(4),
        "SPILLWAY_ALERT_WEBHOOK_PRIVATE",
        "true");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
