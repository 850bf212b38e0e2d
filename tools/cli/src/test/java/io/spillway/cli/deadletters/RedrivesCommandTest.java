package io.spillway.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Redrives from the command line: their exit codes, and the control of running ones. */
@Timeout(60)
class RedrivesCommandTest extends CommandsOnServer {

  @TempDir private Path folder;

  @Test
  void a_redrive_of_nothing_exits_with_1_and_leaves_no_redrive() throws Exception {
    String invalid = enqueue();
    for (String[] nothing :
        new String[][] {
          {"redrive", "nope", "--reason", "typo"},
          {"redrive", "--stream", "nope", "--reason", "typo"},
          {"redrive", invalid, "--reason", "not edited"},
          {"redrive", invalid, "--reason", "not edited", "--no-wait"},
          {"redrive", "--all", "--reason", "not edited", "--dry-run"}
        }) {
      assertThat(run(nothing)).as(String.join(" ", nothing)).isEqualTo(1);
      assertThat(out.toString()).contains("0 of ");
    }
    run("redrive", invalid, "--reason", "not edited");
    assertThat(out.toString()).contains(invalid, "invalid payload, edit first");
    assertThat(err.toString()).contains("No redrive was started");

    run("redrives", "list", "--json");
    assertThat(json().path("items")).isEmpty();
  }

  @Test
  void a_redriven_letter_is_not_redriven_again() throws Exception {
    String id = enqueue();
    Path file = folder.resolve("payload.json");
    Files.writeString(
        file, "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"main\",\"eventId\":\"e-1\"}");
    run("edit", id, "--file", file.toString(), "--reason", "whole");
    assertThat(run("redrive", id, "--reason", "whole now")).isZero();

    assertThat(run("redrive", id, "--reason", "again")).isEqualTo(1);

    assertThat(out.toString()).contains("already redriven");
    run("redrives", "list", "--json");
    assertThat(json().path("items")).hasSize(1);
  }

  @Test
  void a_redrive_is_listed_shown_paused_resumed_and_cancelled() throws Exception {
    String id = slowRedrive();

    assertThat(run("redrives", "pause", id)).isZero();
    assertThat(out.toString()).contains("Redrive " + id + " is paused");
    assertThat(run("redrives", "list")).isZero();
    assertThat(out.toString()).contains(id, "paused", "slowly");
    assertThat(run("redrives", "show", id)).isZero();
    assertThat(out.toString())
        .containsPattern("Redrive +" + id)
        .containsPattern("State +paused")
        .containsPattern("Reason +slowly")
        .containsPattern("Rate +1 per second")
        .containsPattern("Progress +\\[");
    assertThat(run("redrives", "show", id, "--json")).isZero();
    assertThat(json().at("/order/reason").asText()).isEqualTo("slowly");
    assertThat(run("redrives", "resume", id, "--json")).isZero();
    assertThat(json().path("state").asText()).isEqualTo("running");
    assertThat(run("redrives", "cancel", id)).isZero();
    assertThat(out.toString()).contains("Redrive " + id + " is cancelled");

    assertThat(run("redrives", "resume", id)).isEqualTo(1);
    assertThat(err.toString()).contains("status 409", "already ended");
    assertThat(run("redrives", "follow", id)).as("did not complete").isEqualTo(1);
    assertThat(out.toString()).contains("is cancelled");
  }

  @Test
  void an_unknown_redrive_exits_with_1() {
    for (String step : List.of("show", "follow", "pause", "cancel", "resume")) {
      assertThat(run("redrives", step, "nope")).as(step).isEqualTo(1);
      assertThat(err.toString()).contains("status 404", "No redrive with this id");
    }
  }

  /** SIGTERM runs the same hook as Ctrl-C. */
  @Test
  void an_interrupted_wait_says_that_the_redrive_continues() throws Exception {
    String id = slowRedrive();
    run("redrives", "pause", id);
    Path errors = folder.resolve("err");
    Process waiting = follow(id, errors);
    try (Reader progress = waiting.inputReader(UTF_8)) {
      assertThat(progress.read()).as("first character of the progress bar").isEqualTo('\r');

      waiting.toHandle().destroy();

      assertThat(waiting.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(errors)).contains("Redrive " + id + " continues on the server");
    } finally {
      waiting.destroyForcibly();
    }
  }

  private Process follow(String id, Path errors) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            java,
            "-Dspillway.terminal=true",
            "-cp",
            classPath,
            "io.spillway.cli.Main",
            "dead-letters",
            "redrives",
            "follow",
            id,
            "--url",
            url());
    return new ProcessBuilder(command).redirectError(errors.toFile()).start();
  }

  /** Orders a redrive of twenty edited letters, one each second, and returns its id. */
  private String slowRedrive() throws Exception {
    enqueueAll(
        IntStream.range(0, 20)
            .mapToObj("{\"type\":\"raid\",\"streamId\":\"main\",\"id\":\"e-%d\"}"::formatted)
            .toList());
    run("list", "--json");
    Path file = folder.resolve("valid.json");
    for (JsonNode letter : json().path("items")) {
      String event = letter.path("eventId").asText();
      String payload =
          "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"main\",\"id\":\"%s\"}";
      Files.writeString(file, payload.formatted(event));
      String id = letter.path("deadLetterId").asText();
      assertThat(run("edit", id, "--file", file.toString(), "--reason", "valid")).isZero();
    }
    String[] slowly = {
      "redrive", "--all", "--no-canary", "--rate", "1", "--no-wait", "--reason", "slowly", "--json"
    };
    assertThat(run(slowly)).isZero();
    return json().path("redriveId").asText();
  }

  @Test
  void the_progress_fits_the_terminal() {
    JsonNode progress =
        Json.readObject("{\"total\":10,\"succeeded\":3,\"failedAgain\":1,\"skipped\":1}");

    assertThat(ProgressBar.line(progress, 100))
        .isEqualTo("[####################....................] 5 of 10, 1 failed again");
    assertThat(ProgressBar.line(progress, 50)).hasSizeLessThan(50).startsWith("[####");
    assertThat(ProgressBar.line(progress, 30)).isEqualTo("5 of 10, 1 failed again");
    assertThat(ProgressBar.line(progress, 10)).hasSizeLessThan(10);
  }
}
