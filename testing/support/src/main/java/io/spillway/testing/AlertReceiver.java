package io.spillway.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Receiver of alerts on this machine, which gives one answer to all of them. */
public final class AlertReceiver implements AutoCloseable {

  private final HttpServer server;
  private volatile int status;

  private AlertReceiver(HttpServer server, int status) {
    this.server = server;
    this.status = status;
  }

  /**
   * Starts a receiver on a free port.
   *
   * @param status the status of its answers
   * @return the receiver, to be closed
   */
  public static AlertReceiver answering(int status) {
    try {
      InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      AlertReceiver receiver = new AlertReceiver(HttpServer.create(free, 0), status);
      receiver.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start() {
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
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
  }
}
