package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fake server with an audit trail of several pages; records requests and their keys. */
final class PagedTrail implements AutoCloseable {

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private PagedTrail(HttpServer server) {
    this.server = server;
  }

  static PagedTrail start(List<String> pages) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PagedTrail trail = new PagedTrail(http);
    http.createContext(
        "/api/audit",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          trail.asked.add(query + " " + exchange.getRequestHeaders().getFirst("x-spillway-key"));
          int page =
              query.contains("cursor=") ? Integer.parseInt(query.replaceFirst(".*cursor=", "")) : 0;
          if (page + 1 < pages.size()) {
            exchange.getResponseHeaders().set("Next-Cursor", Integer.toString(page + 1));
          }
          byte[] body = pages.get(page).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
    return trail;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
