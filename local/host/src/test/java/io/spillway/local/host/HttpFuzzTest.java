package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.local.TestServer;
import io.spillway.testing.fuzz.Fuzz;
import io.spillway.testing.fuzz.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Fuzz test of the server: it answers any bytes or closes the connection, and keeps serving others.
 */
class HttpFuzzTest {

  /** Exceeded only by a server that neither answers nor closes. */
  private static final int HANGS_MILLIS = 60_000;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  private static final List<String> PATHS =
      List.of(
          "/api/streams/main/messages",
          "/api/streams/main/messages?limit=5&cursor=abc",
          "/api/violations?state=open&author=%C2%ABsecret%C2%BB",
          "/api/stats/main",
          "/api/dead-letters/groups?q=caf%C3%A9",
          "/api/authors/ada%2Fb",
          "/api/openapi.json",
          "/dashboard/app.js",
          "/queues/stream-events");

  private static final PrintStream ERR = System.err;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    System.setErr(new PrintStream(LOG, true, UTF_8));
  }

  @AfterAll
  static void stop() {
    System.setErr(ERR);
    server.close();
  }

  @Test
  void a_damaged_request_is_answered_with_no_fault_of_ours_or_not_at_all() {
    Fuzz.cases(
        1_000,
        given -> {
          byte[] request = request(given);
          answered(send(given.show(given.once(2) ? given.damage(request) : request)));
        });
    assertThat(send("GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8)))
        .startsWith("HTTP/1.1 200 ");
    assertThat(LOG.toString(UTF_8)).doesNotContain("secret");
  }

  private static byte[] request(Mutations given) {
    String path = given.one(PATHS);
    if (given.once(2)) {
      path = path.substring(0, 1 + given.number(path.length())) + odd(given);
    }
    String body = given.json("{\"author\":\"secret\",\"text\":\"secret\",\"type\":\"follow\"}");
    byte[] bytes = (given.once(2) ? "" : body).getBytes(UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(given.one(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "BREW")))
        .append(' ')
        .append(path)
        .append(given.once(12) ? " HTTP/9.9\r\n" : " HTTP/1.1\r\n")
        .append("Host: localhost\r\nContent-Type: application/json\r\n")
        .append("Content-Length: ")
        .append(given.once(8) ? given.text("12") : bytes.length)
        .append("\r\n");
    for (String name : List.of("If-Match", "traceparent", "Origin", "Expect", "Cookie", "X-A")) {
      if (given.once(8)) {
        head.append(name).append(": ").append(given.text("\"secret\"")).append("\r\n");
      }
    }
    if (given.once(8)) {
      head.append("Transfer-Encoding: chunked\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(given.once(2) ? UTF_8 : ISO_8859_1);
    byte[] all = new byte[start.length + bytes.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(bytes, 0, all, start.length, bytes.length);
    return all;
  }

  private static String odd(Mutations given) {
    String text = given.text();
    return switch (given.number(4)) {
      case 0 -> text;
      case 1 -> URLEncoder.encode(text, UTF_8);
      case 2 -> "%" + text;
      default -> "/a".repeat(1 + given.number(20_000));
    };
  }

  private static void answered(String answer) {
    Matcher status = STATUS.matcher(answer);
    if (status.find()) {
      // 501 and 505 concern HTTP features that this server does not support.
      assertThat(status.group(1)).as(answer).matches("[1-4]\\d\\d|501|505");
    }
    assertThat(answer).doesNotContain("Exception", "jetty", "\tat ");
  }

  /** Returns the server's whole response to these bytes. */
  private static String send(byte[] bytes) {
    URI uri = server.uri();
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(HANGS_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (SocketException hungUp) {
        return "";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
