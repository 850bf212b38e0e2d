package io.spillway.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies of unauthenticated callers are not waited for. */
class StrangersBodiesTest {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";
  private static final Map<String, String> KEYS =
      Map.of("SPILLWAY_FUNCTION_KEYS", "chat:" + KEY, "SPILLWAY_MODERATOR_KEYS", "g:m" + KEY);

  private static Socket unfinished(URI server, String path, String more) throws IOException {
    Socket socket = new Socket(server.getHost(), server.getPort());
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nContent-Type: application/json\r\n"
            + more
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(UTF_8));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read();
        c >= 0 && c != '\r';
        c = socket.getInputStream().read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Test
  void unfinished_bodies_without_a_key_do_not_block_others() throws Exception {
    LocalServer server = TestServer.local("127.0.0.1", KEYS);
    URI uri = server.host().uri();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        String length = i % 2 == 0 ? "Content-Length: 60000" : "Transfer-Encoding: chunked";
        String key = i % 3 == 0 ? "" : "\r\nx-spillway-key: " + "w".repeat(32);
        open.add(unfinished(uri, "/api/violations/bulk/preview", length + key));
      }
      HttpRequest honest =
          HttpRequest.newBuilder(uri.resolve("/api/violations"))
              .header("x-spillway-key", "m" + KEY)
              .build();
      assertThat(HttpClient.newHttpClient().send(honest, BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
      for (Socket socket : open) {
        assertThat(firstLine(socket)).containsPattern("^HTTP/1.1 (401|429) ");
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
      server.stop();
    }
  }

  @Test
  void a_body_too_large_of_a_stranger_is_not_read_either() throws Exception {
    LocalServer server = TestServer.local("127.0.0.1", KEYS);
    try (Socket socket =
        unfinished(server.host().uri(), "/api/streams/main/messages", "Content-Length: 900000")) {
      assertThat(firstLine(socket)).startsWith("HTTP/1.1 401 ");
    } finally {
      server.stop();
    }
  }
}
