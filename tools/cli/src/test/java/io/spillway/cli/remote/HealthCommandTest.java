package io.spillway.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Health from the command line, for people and for probes. */
class HealthCommandTest extends CommandsForServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  @Test
  void a_service_that_works_exits_with_0_and_lists_its_ports() {
    assertThat(execute("health")).isZero();
    assertThat(out.toString())
        .containsPattern("Status +up")
        .containsPattern("Version +\\S+")
        .containsPattern("PORT +STATE +ADAPTER")
        .containsPattern("violations +up +in-memory");

    assertThat(execute("health", "--json")).isZero();
    assertThat(json().path("status").asText()).isEqualTo("up");
    assertThat(json().at("/ports/violations/state").asText()).isEqualTo("up");
  }

  @Test
  void the_ports_need_a_key() {
    startAgain(Map.of("SPILLWAY_OPERATOR_KEYS", "ops:" + KEY));

    assertThat(execute("health")).isZero();
    assertThat(out.toString()).contains("Status").doesNotContain("PORT");
    assertThat(execute("health", "--key", KEY)).isZero();
    assertThat(out.toString()).contains("PORT");
  }

  @ParameterizedTest
  @CsvSource({"200, degraded", "503, down"})
  void a_service_that_does_not_work_exits_with_1(int code, String status) throws Exception {
    String body = "{\"status\":\"%s\",\"version\":\"1\"}".formatted(status);
    assertThat(healthOf(code, body)).isEqualTo(1);
    assertThat(out.toString()).containsPattern("Status +" + status);
    assertThat(healthOf(code, body, "--json")).isEqualTo(1);
    assertThat(json().path("status").asText()).isEqualTo(status);
  }

  /** Runs the command against a service with this answer. */
  private int healthOf(int code, String answer, String... options) throws IOException {
    byte[] body = answer.getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/health",
        exchange -> {
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      List<String> all = new ArrayList<>(List.of("health", "--url", url));
      all.addAll(List.of(options));
      return executeBare(all.toArray(String[]::new));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_port_that_is_not_up_says_why_in_full() throws Exception {
    String detail = "messages: partition full: " + "stream-with-a-long-name, ".repeat(10) + "end";
    assertThat(
            healthOf(
                200,
                """
                {"status":"degraded","version":"1","ports":{
                  "messages":{"adapter":"cosmos","state":"degraded","detail":"%s"},
                  "events":{"adapter":"cosmos","state":"up","detail":"fine"}}}
                """
                    .formatted(detail)))
        .isEqualTo(1);
    assertThat(out.toString()).endsWith("messages       " + detail + System.lineSeparator());
  }

  @Test
  void an_unreachable_service_exits_with_1_and_a_bad_option_with_2() {
    assertThat(executeBare("health", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).contains("spillway health: cannot connect to http://127.0.0.1:1");
    assertThat(executeBare("health", "--url", "ftp://x")).isEqualTo(2);
    assertThat(err.toString()).contains("--url must begin with http");
  }
}
