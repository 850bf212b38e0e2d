package io.spillway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.functions.settings.Settings;
import io.spillway.local.LocalServer;
import io.spillway.local.RunSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WelcomeTest {

  private final StringWriter out = new StringWriter();

  @Test
  void a_start_tells_the_adapter_of_each_port_and_what_to_try() {
    try (LocalServer server =
        LocalServer.start(new RunSettings("::1", 0), Settings.from(Map.of()), "test")) {
      StartBanner.print(server, 1, new PrintWriter(out));

      assertThat(out.toString())
          .containsPattern("ready on http://\\[::1\\]:[1-9]")
          .containsPattern("messages +in-memory")
          .containsPattern("classifier +word-list")
          .contains("every caller has all roles")
          .contains("curl -s " + server.host().uri() + "/api/streams/main/stats");
    }
  }

  @Test
  void with_keys_set_it_tells_that_they_are_needed_and_none_of_them() {
    String key = "4f0c1d9be27a8635c0de9471b3fa6285";
    try (LocalServer server =
        LocalServer.onFreePort(Map.of("SPILLWAY_FUNCTION_KEYS", "chat:" + key))) {
      StartBanner.print(server, 1, new PrintWriter(out));

      assertThat(out.toString())
          .contains("key required", "curl -s -H \"x-spillway-key: $SPILLWAY_KEY\" http")
          .doesNotContain(key);
    }
  }
}
