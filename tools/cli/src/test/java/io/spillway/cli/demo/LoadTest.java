package io.spillway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.local.LocalServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {

  private final StringWriter out = new StringWriter();

  @Test
  void a_server_is_loaded_and_everything_that_it_took_is_where_it_belongs(@TempDir Path folder)
      throws Exception {
    try (LocalServer server = LocalServer.onFreePort(Map.of())) {
      LoadSettings settings =
          new LoadSettings(
              server.host().uri(),
              "load-1",
              ProcessHandle.current().pid(),
              20,
              40,
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              false,
              folder.resolve("load.csv"));
      boolean addsUp = new Load(settings, new PrintWriter(out)).run();
      assertThat(addsUp).as(out.toString()).isTrue();
    }
    assertThat(out.toString()).contains("Holding", "messages published", "All consistent.");
    List<String> rows = Files.readAllLines(folder.resolve("load.csv"));
    assertThat(rows.get(0)).startsWith("rate,offered,answered,accepted,");
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> row.substring(0, row.indexOf(',')))
        .startsWith("20", "40", "20")
        .hasSize(4);
    assertThat(rows).allMatch(row -> row.split(",", -1).length == 13);
  }

  @Test
  void a_refusal_counts_as_one_and_must_tell_when_to_come_again() {
    LoadStep step = new LoadStep(10);
    for (int status : List.of(201, 202, 429, 503, 500)) {
      step.recordOffered();
      step.recordAnswer(status, status == 429, 1_000_000);
    }
    step.recordUnanswered();
    assertThat(step.accepted()).isEqualTo(2);
    assertThat(step.throttled()).isEqualTo(1);
    assertThat(step.unavailable()).isEqualTo(1);
    assertThat(step.withoutRetryAfter()).isEqualTo(1);
    assertThat(step.failed()).isEqualTo(2);
    step.end(1);
    assertThat(step.isSaturated()).isTrue();
  }

  @Test
  void bad_settings_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new LoadSettings(
                    URI.create("http://127.0.0.1:1"),
                    "load-1",
                    null,
                    100,
                    50,
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    true,
                    null))
        .withMessageContaining("--from and --most");
  }
}
