package io.spillway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.local.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Export of a day of the audit trail to storage, with a real server and a recorded az. */
class ExportAuditTest {

  private static final String KEY = "the-key-of-mia-that-nobody-may-see";

  @TempDir private Path folder;
  private FakeAz az;

  @BeforeEach
  void azure_is_not_there() throws IOException {
    az = new FakeAz(folder);
  }

  private ScriptRun export(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putIfAbsent("SPILLWAY_KEY", KEY);
    return ScriptRun.of("export-audit.sh", az.environment(environment), arguments);
  }

  private static void call(URI server, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
  }

  /** 201 cases make two pages. */
  @Test
  void a_day_is_read_page_by_page_and_stored_whole() throws Exception {
    // The script requires a past day, so the test sets the server's clock instead.
    String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    try (PagedTrail server = PagedTrail.start(List.of("{\"n\":1}\n{\"n\":2}\n", "{\"n\":3}\n"))) {
      ScriptRun run = export(Map.of("APP_URL", server.url(), "EXISTS", "false"), "staging");

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).isZero();
      assertThat(run.out()).contains(yesterday + " is stored, 3 lines");
      assertThat(server.asked())
          .hasSize(2)
          .allMatch(ask -> ask.contains("from=" + yesterday + "T00:00:00Z"))
          .allMatch(ask -> ask.endsWith(" " + KEY));
    }
    assertThat(Files.readString(folder.resolve("uploaded"), UTF_8))
        .isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    assertThat(az.calls())
        .anyMatch(
            call ->
                call.contains("storage blob upload")
                    && call.contains("--name " + yesterday + ".jsonl")
                    && call.contains("--overwrite false"));
    assertThat(az.everything()).noneMatch(call -> call.contains("nobody-may-see"));
  }

  @Test
  void the_script_reads_the_apis_response() throws Exception {
    try (TestServer server = TestServer.start()) {
      call(
          server.uri(),
          "POST",
          "/api/streams/main/messages",
          "{\"author\":\"bob\",\"text\":\"i will kill you\",\"messageId\":\"m-1\"}");
      ScriptRun run =
          export(
              Map.of("APP_URL", server.uri().toString(), "EXISTS", "false"),
              "staging",
              "--day",
              "2026-01-01");

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("2026-01-01 is stored, 0 lines");
    }
  }

  @Test
  void a_day_that_is_stored_is_left_as_it_is() throws IOException {
    ScriptRun run = export(Map.of("APP_URL", "http://127.0.0.1:9", "EXISTS", "true"), "staging");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("is stored already");
    assertThat(az.calls()).noneMatch(call -> call.contains("upload"));
  }

  @Test
  void a_trail_that_cannot_be_read_stores_nothing() throws IOException {
    ScriptRun run = export(Map.of("APP_URL", "http://127.0.0.1:9", "EXISTS", "false"), "staging");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("could not be read: HTTP 000");
    assertThat(az.calls()).noneMatch(call -> call.contains("upload"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                              an environment is missing",
    "staging --day yesterday,         --day must be a day as YYYY-MM-DD",
    "staging --day 2026-13-01,        --day must be a day as YYYY-MM-DD",
    "staging --day 2099-01-01,        --day must be over",
    "staging --sprot,                 there is no option '--sprot'",
    "staging production,              one environment is enough",
  })
  void bad_arguments_end_with_2(String arguments, String message) throws IOException {
    ScriptRun run =
        export(Map.of(), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(az.calls()).isEmpty();
  }

  @Test
  void without_a_key_nothing_is_asked() throws IOException {
    ScriptRun run = export(Map.of("SPILLWAY_KEY", ""), "staging");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("SPILLWAY_KEY must be a moderator's key");
  }
}
