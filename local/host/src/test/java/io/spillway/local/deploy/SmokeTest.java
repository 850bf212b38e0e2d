package io.spillway.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.local.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Smoke test: passes on a healthy server, and reports the fault of another. */
class SmokeTest {

  private static TestServer server;

  @BeforeAll
  static void a_server_runs() {
    server = TestServer.start();
  }

  @AfterAll
  static void the_smoke_test_ends() {
    server.close();
  }

  private static ScriptRun smoke(String... arguments) {
    return ScriptRun.of("smoke.sh", Map.of(), arguments);
  }

  @Test
  void a_server_that_works_passes_each_check() {
    ScriptRun run = smoke(server.uri().toString(), "--version", "test", "--wait", "30");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(
            "ok    health, version test",
            "ok    a message in and out",
            "ok    an event to the stats",
            "ok    a bad request",
            "all is well");
  }

  @Test
  void a_deployment_that_deployed_nothing_is_found_out() {
    ScriptRun run = smoke(server.uri().toString(), "--version", "test-2", "--wait", "1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("FAIL  health answers 200 with version test-2 within 1 s", "HTTP 200");
    assertThat(run.out()).doesNotContain("ok ");
  }

  @Test
  void a_server_that_is_down_is_found_out() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    ScriptRun run = smoke("http://127.0.0.1:" + port, "--wait", "0");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("FAIL  health answers 200 within 0 s", "HTTP 000");
  }

  @Test
  void stats_that_never_move_are_found_out() throws IOException {
    try (StuckStats stuck = StuckStats.before(server.uri())) {
      ScriptRun run = smoke(stuck.uri().toString(), "--wait", "2");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .contains("FAIL  the event is in the stats within 2 s", "\"followers\":0");
      assertThat(run.out()).contains("ok    a message in and out").doesNotContain("all is well");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',                              URL must begin with http",
    "ftp://x,                         URL must begin with http",
    "http://x http://y,               one URL is enough",
    "http://x --wait soon,            --wait must be 0 to 9999",
    "http://x --wait,                 --wait",
    "http://x --version,              --version",
    "http://x --sprot,                there is no option '--sprot'",
  })
  void invalid_arguments_exit_with_2_and_a_message(String arguments, String message) {
    ScriptRun run = smoke(arguments.isEmpty() ? new String[0] : arguments.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }
}
