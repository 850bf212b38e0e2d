package io.spillway.cli.deadletters;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.cli.Main;
import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import io.spillway.wire.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands against a separate server. */
class DeadLettersCommandTest extends CommandsOnServer {

  private static final Failure WRONG_KEY = Failure.permanent("alerts.rejected", "wrong key");

  @TempDir private Path folder;

  @Test
  void a_letter_is_found_shown_edited_and_redriven() throws Exception {
    String id = enqueue();

    assertThat(run("list")).isZero();
    assertThat(out.toString()).contains(id, "open", "event.not-json");
    assertThat(run("groups")).isZero();
    assertThat(out.toString()).contains("FINGERPRINT", "event.not-json", id);
    assertThat(run("show", id)).isZero();
    assertThat(out.toString())
        .containsPattern("Dead letter +" + id)
        .containsPattern("Failure +event.not-json, permanent")
        .containsPattern("History +\\S+ \\S+ by system:drain")
        .contains("{\"type\":\"follow\",\"streamId\":\"main\"")
        .doesNotContain("\"audit\"");

    Path file = folder.resolve("payload.json");
    Files.writeString(
        file, "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"main\",\"eventId\":\"e-1\"}");
    assertThat(run("edit", id, "--file", file.toString(), "--reason", "half of it")).isZero();
    assertThat(run("redrive", id, "--dry-run", "--reason", "whole now")).isZero();
    assertThat(out.toString())
        .contains("1 of 1 letters would be redriven", "stats: 1", "alerts: 1", "log: 1")
        .doesNotContain("Warning");
    assertThat(run("redrive", id, "--reason", "whole now")).isZero();
    assertThat(out.toString()).contains("is done: 1 succeeded, 0 failed again, 0 skipped");

    run("show", id, "--json");
    assertThat(Json.readObject(out.toString()).path("state").asText()).isEqualTo("redriven");
    assertThat(Json.readObject(out.toString()).path("redrives").asInt()).isEqualTo(1);
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .containsPattern("REDRIVES")
        .containsPattern(id + " +redriven .* 1 +");
  }

  @Test
  void an_edit_that_comes_too_late_for_some_activities_warns() throws Exception {
    String raid =
        "{\"type\":\"raid\",\"actor\":\"zoe\",\"streamId\":\"main\",\"id\":\"r-1\",\"viewers\":%d}";
    String id = enqueue(withFailedAlerts(raid.formatted(500)));
    Path file = folder.resolve("fewer.json");
    Files.writeString(file, raid.formatted(400));
    String warning = "The edit does not reach activities that are done: stats, log";

    assertThat(run("edit", id, "--file", file.toString(), "--reason", "fewer")).isZero();
    assertThat(out.toString()).contains("Warning: " + warning);
    assertThat(run("redrive", id, "--dry-run", "--reason", "fewer")).isZero();
    assertThat(out.toString())
        .contains("alerts: 1", "Warning: " + id + ": " + warning)
        .doesNotContain("stats: 1");
  }

  @Test
  void a_waiting_letter_shows_its_next_retry_and_is_left_to_an_operator() {
    Instant now = Instant.now();
    String id =
        enqueue(
            Fixtures.deadLetter("main", "e-1")
                .deadLetteredAt(now)
                .failure(Failure.throttled("alerts.throttled", "later", Duration.ofHours(1)))
                .build());

    assertThat(run("show", id)).isZero();
    assertThat(out.toString()).contains("waiting", "Next retry", "automatic, after 0 retries");
    assertThat(run("stop-retries", id, "--reason", "the fan was refunded")).isZero();
    assertThat(out.toString()).contains(id + " is open.");
    assertThat(run("stop-retries", id, "--reason", "again")).isEqualTo(1);
    assertThat(err.toString()).contains("Only waiting dead letters can be stopped");
  }

  private static DeadLetter withFailedAlerts(String payload) {
    List<ActivityReport> activities =
        List.of(
            new ActivityReport("stats", ActivityReport.State.DONE, 1, null),
            new ActivityReport("alerts", ActivityReport.State.FAILED, 5, WRONG_KEY),
            new ActivityReport("log", ActivityReport.State.DONE, 1, null));
    return Fixtures.deadLetter("main", "r-1")
        .eventType("raid")
        .payload(Payload.of(payload))
        .failure(WRONG_KEY)
        .build()
        .toBuilder()
        .workflow("main~r-1", activities)
        .build();
  }

  @Test
  void a_letter_is_discarded_and_restored_and_exported() throws Exception {
    String id = enqueue();

    assertThat(run("discard", id, "--reason", "a test of theirs")).isZero();
    assertThat(out.toString()).contains(id + " is discarded.");
    assertThat(run("discard", id, "--reason", "again")).isEqualTo(1);
    assertThat(err.toString()).contains("status 409");
    assertThat(run("restore", id, "--reason", "it was none")).isZero();
    assertThat(out.toString()).contains(id + " is open.");

    Path file = folder.resolve("letters.jsonl");
    assertThat(run("export", "--out", file.toString())).isZero();
    assertThat(Files.readAllLines(file))
        .singleElement()
        .satisfies(
            line -> assertThat(Json.readObject(line).path("deadLetterId").asText()).isEqualTo(id));
    assertThat(run("export", "--out", file.toString())).isEqualTo(2);
  }

  @Test
  void invalid_arguments_exit_with_2_and_unknown_letters_with_1() {
    assertThat(run("redrive", "--reason", "what?")).isEqualTo(2);
    assertThat(run("redrive", "--all", "main~e-1", "--reason", "which?")).isEqualTo(2);
    assertThat(run("redrive", "--all")).isEqualTo(2);
    assertThat(run("discard", "main~e-1")).isEqualTo(2);
    assertThat(run("nonsense")).isEqualTo(2);
    assertThat(run("edit", "", "--reason", "which?", "--payload", "x")).isEqualTo(2);
    assertThat(run("show", " ")).isEqualTo(2);
    assertThat(err.toString()).contains("ID", "must not be blank");
    assertThat(run("list", "--limit", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("limit must be 1 to 200");
    assertThat(run("show", "main~none")).isEqualTo(1);
    assertThat(err.toString()).contains("status 404");
    assertThat(runBare("list", "--url", "ftp://somewhere")).isEqualTo(2);
    assertThat(runBare("list", "--url", "http://127.0.0.1:1")).isEqualTo(1);
  }

  /** U+009B is equivalent to ESC [ on a terminal; DEL and bidirectional marks control it too. */
  @Test
  void an_invalid_event_is_found_by_its_id_and_grouped_by_its_type() throws Exception {
    String id =
        enqueue("{\"type\":\"raid\",\"streamId\":\"main\",\"eventId\":\"e-1\",\"actor\":\"ada\"}");

    assertThat(run("groups", "--by", "type")).isZero();
    assertThat(out.toString()).contains("TYPE", "raid", "viewers is required", id);
    assertThat(run("groups", "--by", "exception", "--type", "raid")).isZero();
    assertThat(out.toString()).contains("EXCEPTION", "-", id);
    assertThat(run("list", "--event", "e-1")).isZero();
    assertThat(out.toString()).contains(id);
    assertThat(run("list", "--event", "e-2")).isZero();
    assertThat(out.toString()).doesNotContain(id);
    assertThat(run("note", "-", "--by", "exception", "--text", "ticket 123")).isZero();
    assertThat(out.toString()).contains("Note about - is set.");
    assertThat(run("groups", "--by", "exception")).isZero();
    assertThat(out.toString()).contains("NOTE", "ticket 123");
    assertThat(run("note", "-", "--by", "exception", "--text", "")).isZero();
    assertThat(out.toString()).contains("Note about - is deleted.");
    assertThat(run("note", "x", "--by", "actor", "--text", "ticket 123")).isEqualTo(2);
    assertThat(run("groups", "--by", "actor")).isEqualTo(2);
  }

  @Test
  void untrusted_text_cannot_control_the_terminal() throws Exception {
    String steering = "\u009b2J\u007f\u0090\u202e\u2066";
    String id = enqueue("{\"type\":\"" + steering + "\",\"streamId\":\"main\",\"actor\":\"ada\"}");

    for (String[] command :
        new String[][] {
          {"show", id},
          {"show", id, "--json"},
          {"list"},
          {"list", "--json"},
          {"groups"},
          {"groups", "--json"},
          {"export"}
        }) {
      assertThat(run(command)).isZero();
      assertThat(out.toString())
          .as(String.join(" ", command))
          .doesNotContainPattern("[\\p{Cc}&&[^\\r\\n\\t]]|[\\u202a-\\u202e\\u2066-\\u2069]");
    }
    run("show", id, "--json");
    assertThat(Json.readObject(out.toString()).at("/arrival/payload/text").asText())
        .contains(steering);
    assertThat(run("show", "main~\u009bnone")).isEqualTo(1);
    assertThat(err.toString()).doesNotContain("\u009b");
  }

  @Test
  void a_key_goes_to_no_other_machine_in_the_clear() {
    String key = "k".repeat(32);
    for (String url :
        List.of(
            "http://spillway.example",
            "http://127.0.0.1.example",
            "http://127.0.0.256",
            "http://[::2]",
            "HTTP://spillway.example")) {
      assertThat(runBare("list", "--url", url, "--key", key)).isEqualTo(2);
      assertThat(out + "" + err).doesNotContain(key);
      assertThat(err.toString()).containsAnyOf("use https://, or --insecure", "--url must begin");
    }
    for (String url : List.of("http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1")) {
      assertThat(runBare("list", "--url", url, "--key", key)).isEqualTo(1);
    }
    String[] insecure = {"list", "--url", "http://x.invalid", "--key", key, "--insecure"};
    assertThat(runBare(insecure)).isEqualTo(1);
  }

  @Test
  void each_command_helps() {
    for (String name : commands()) {
      assertThat(run((name + " --help").split(" "))).as(name).isZero();
      assertThat(out.toString()).contains("Usage:", "--url", "--key");
    }
  }

  /** Each command by its words, below {@code dead-letters}. */
  private static List<String> commands() {
    List<String> names = new ArrayList<>();
    CommandLine letters = requireNonNull(Main.commandLine().getSubcommands().get("dead-letters"));
    letters
        .getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                names.add(name);
              }
              command.getSubcommands().keySet().forEach(inner -> names.add(name + " " + inner));
            });
    return names;
  }
}
