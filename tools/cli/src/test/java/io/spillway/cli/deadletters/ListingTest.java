package io.spillway.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pages, standard input, and errors for scripts. */
class ListingTest extends CommandsOnServer {

  private static final String KEY = "4f0c1d9be27a8635c0de9471b3fa6285";

  @Test
  void a_page_names_the_next_one_on_the_error_stream() throws Exception {
    Set<String> ids = new HashSet<>(enqueueAll(invalid(3)));

    assertThat(run("list", "--limit", "2")).isZero();
    assertThat(out.toString().lines()).as("heads and two rows").hasSize(3);
    assertThat(out.toString()).contains("STREAM", "MESSAGE", "main", "viewers is required");
    assertThat(err.toString()).contains("--cursor=", "--all");

    ids.removeAll(idsOf(out.toString()));
    String cursor = err.toString().replaceAll("(?s).*--cursor=(\\S+).*", "$1");
    assertThat(run("list", "--limit", "2", "--cursor=" + cursor)).isZero();
    assertThat(idsOf(out.toString())).isEqualTo(ids).hasSize(1);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void all_pages_are_listed_on_request() throws Exception {
    enqueueAll(invalid(201));

    assertThat(run("list", "--all")).isZero();
    assertThat(idsOf(out.toString())).hasSize(201);
    assertThat(err.toString()).isEmpty();
    assertThat(run("list", "--all", "--json")).isZero();
    assertThat(json().path("items")).hasSize(201);
    assertThat(json().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void all_of_nothing_is_an_empty_list() {
    assertThat(run("list", "--all", "--json")).isZero();
    assertThat(out.toString().strip()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
  }

  @Test
  void the_payload_of_an_edit_may_come_from_standard_input() throws Exception {
    String id = enqueue();
    InputStream before = System.in;
    String payload = "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"main\",\"id\":\"e-1\"}";
    try {
      System.setIn(new ByteArrayInputStream(payload.getBytes(UTF_8)));
      assertThat(run("edit", id, "--file", "-", "--reason", "whole")).isZero();
    } finally {
      System.setIn(before);
    }

    run("show", id, "--json");
    assertThat(json().at("/arrival/payload/text").asText()).isEqualTo(payload);
  }

  @Test
  void with_json_an_error_is_problem_details_on_the_error_stream() {
    assertThat(run("show", "nope", "--json")).isEqualTo(1);
    assertThat(error().path("type").asText()).isEqualTo("/problems/not-found");
    assertThat(error().path("status").asInt()).isEqualTo(404);

    assertThat(run("list", "--limit", "0", "--json")).isEqualTo(2);
    assertThat(error().at("/errors/0/field").asText()).isEqualTo("limit");

    assertThat(runBare("list", "--json", "--url", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(error().path("detail").asText()).contains("cannot connect to http://127.0.0.1:1");

    assertThat(run("redrive", "--json", "--reason", "which?")).isEqualTo(2);
    assertThat(error().path("title").asText()).isEqualTo("Invalid arguments");
    assertThat(error().path("detail").asText()).contains("exactly one of ids");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_missing_or_a_wrong_key_names_the_option_and_the_variable() {
    startAgain(
        Map.of("SPILLWAY_OPERATOR_KEYS", "ada:" + KEY, "SPILLWAY_MODERATOR_KEYS", "bob:b" + KEY));

    assertThat(run("list", "--key", "")).isEqualTo(1);
    assertThat(err.toString()).contains("status 401", "--key or SPILLWAY_KEY");
    assertThat(run("list", "--key", "b" + KEY)).isEqualTo(1);
    assertThat(err.toString()).contains("status 403", "--key or SPILLWAY_KEY", "operator");
    assertThat(run("list", "--key", KEY)).isZero();
  }

  private JsonNode error() {
    assertThat(err.toString().strip().lines()).hasSize(1);
    return Json.readObject(err.toString());
  }

  private static Set<String> idsOf(String table) {
    return new HashSet<>(
        table.lines().skip(1).map(line -> line.substring(0, line.indexOf(' '))).toList());
  }

  private static List<String> invalid(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            "{\"type\":\"raid\",\"streamId\":\"main\",\"eventId\":\"e-%d\",\"actor\":\"ada\"}"
                ::formatted)
        .toList();
  }
}
