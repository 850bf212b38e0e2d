package io.spillway.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discards, restores and edits of many letters from the command line. */
@Timeout(60)
class BulkCommandsTest extends CommandsOnServer {

  private static final String PATCH =
      "[{'op':'test','path':'/currency','value':'US$'},"
          + "{'op':'replace','path':'/currency','value':'USD'}]";

  @TempDir private Path folder;

  private List<String> donations(int count) throws Exception {
    List<String> payloads = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> payloads.add(donation("e-" + i, "US$")));
    payloads.add(donation("other", "dollars"));
    return enqueueAll(payloads);
  }

  private static String donation(String id, String currency) {
    return ("{'type':'donation','streamId':'main','id':'%s','actor':'ada','amount':'0.10',"
            + "'currency':'%s'}")
        .formatted(id, currency)
        .replace('\'', '"');
  }

  private String patchFile() throws Exception {
    Path file = folder.resolve("patch.json");
    Files.writeString(file, PATCH.replace('\'', '"'));
    return file.toString();
  }

  private int runOnTerminal(String answer, String... arguments) {
    InputStream before = System.in;
    System.setProperty("spillway.terminal", "true");
    System.setIn(new ByteArrayInputStream(answer.getBytes(UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
      System.clearProperty("spillway.terminal");
    }
  }

  @Test
  void wrong_currencies_are_previewed_edited_and_redriven_by_three_commands() throws Exception {
    donations(12);
    String file = patchFile();

    assertThat(
            run("edit", "--type", "donation", "--patch", file, "--reason", "a sign", "--dry-run"))
        .isZero();
    assertThat(out.toString())
        .contains("12 of 13 letters would be edited", "/currency: \"US$\" -> \"USD\"")
        .contains("operation 1, test /currency: the value differs");
    assertThat(run("edit", "--type", "donation", "--patch", file, "--reason", "a sign", "--yes"))
        .isZero();
    assertThat(out.toString()).contains("is done: 12 succeeded, 0 failed again, 1 skipped");
    assertThat(run("redrive", "--type", "donation", "--rate", "1000", "--reason", "edited"))
        .isZero();
    assertThat(out.toString()).contains("is done: 12 succeeded, 0 failed again, 1 skipped");

    HttpRequest stats =
        HttpRequest.newBuilder(URI.create(url()).resolve("/api/streams/main/stats")).build();
    String totals = HttpClient.newHttpClient().send(stats, BodyHandlers.ofString()).body();
    assertThat(Json.readObject(totals).at("/donations/USD").asText()).isEqualTo("1.20");
  }

  @Test
  void many_are_discarded_and_restored_as_jobs_that_are_listed_and_shown() throws Exception {
    donations(2);

    assertThat(run("discard", "--stream", "main", "--reason", "a test", "--yes", "--json"))
        .isZero();
    String job = json().path("jobId").asText();
    assertThat(run("restore", "--all", "--reason", "no test", "--yes")).isZero();
    assertThat(out.toString()).contains("Job ", "is done: 3 succeeded");

    assertThat(run("jobs", "list")).isZero();
    assertThat(out.toString()).contains("discard", "restore", job);
    assertThat(run("jobs", "show", job)).isZero();
    assertThat(out.toString()).containsPattern("Job +" + job).containsPattern("Action +discard");
    assertThat(run("redrives", "list", "--json")).isZero();
    assertThat(json().path("items")).isEmpty();
    assertThat(run("jobs", "pause", job)).isEqualTo(1);
  }

  @Test
  void a_change_of_many_asks_on_a_terminal_and_only_yes_begins_it() throws Exception {
    donations(1);

    assertThat(runOnTerminal("\n", "discard", "--all", "--reason", "x")).isEqualTo(1);
    assertThat(out.toString()).contains("2 of 2 letters would be discarded", "Continue? [y/N]");
    assertThat(err.toString()).contains("Nothing was changed.");
    assertThat(runOnTerminal("y\n", "discard", "--all", "--reason", "x")).isZero();
    assertThat(out.toString()).contains("is done: 2 succeeded");
  }

  @Test
  void a_change_that_cannot_ask_requires_yes() throws Exception {
    donations(1);

    assertThat(run("discard", "--all", "--reason", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--yes is required");
    assertThat(
            runOnTerminal(
                PATCH.replace('\'', '"'), "edit", "--all", "--patch", "-", "--reason", "x"))
        .isEqualTo(2);
    run("jobs", "list", "--json");
    assertThat(json().path("items")).isEmpty();
  }

  @Test
  void a_change_of_nothing_exits_with_1_and_leaves_no_job() throws Exception {
    donations(1);

    assertThat(run("restore", "--all", "--reason", "x", "--yes")).isEqualTo(1);
    assertThat(err.toString()).contains("No job was started");
    assertThat(run("discard", "no-1", "no-2", "--reason", "x", "--yes")).isEqualTo(1);
    assertThat(run("discard", "--stream", "zzz", "--reason", "x", "--dry-run")).isEqualTo(1);
    run("jobs", "list", "--json");
    assertThat(json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edit --all --reason x --yes",
        "edit --all --reason x --file f --yes",
        "edit --all --reason x --patch nowhere --yes",
        "edit a~b --reason x --file f --patch p",
        "discard --reason x --yes",
        "discard --all --stream main --reason x --yes",
        "discard --all --state redriving --reason x --yes"
      })
  void contradictory_options_exit_with_2(String command) {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank();
  }
}
