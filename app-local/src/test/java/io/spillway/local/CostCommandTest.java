package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The bill that {@code spillway cost} shows. */
class CostCommandTest {

  private static final Path OURS =
      Path.of("src", "main", "resources", "io", "spillway", "local", "cost", "prices.json");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int cost(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "cost";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return commandLine.execute(all);
  }

  @Test
  void a_small_site_is_the_default_and_costs_no_more_than_fifty_dollars() {
    assertThat(cost()).isZero();
    assertThat(out.toString())
        .contains("100,000 messages and 20,000 events", "total", "dominates")
        .doesNotContain("WARNING");
  }

  @Test
  void a_large_one_is_warned_of_and_prices_without_a_source_are_marked() {
    assertThat(cost("--messages", "1000000", "--events", "200000")).isZero();
    assertThat(out.toString())
        .contains("WARNING: more than $50.00 a month", "Gemini: what it reads dominates")
        .containsPattern("queues, workflows .*\\*\\$0\\.01 / 10,000");
  }

  @Test
  void json_has_the_same_numbers_with_date_and_source() {
    assertThat(cost("--json", "--messages", "1000000", "--events", "0")).isZero();
    JsonNode bill = Json.readObject(out.toString());
    double sum = 0;
    for (JsonNode part : bill.path("parts")) {
      sum += part.path("cost").asDouble();
      assertThat(part.path("source").asText()).isNotEmpty();
      assertThat(part.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
    }
    assertThat(bill.path("total").asDouble()).isCloseTo(sum, within(0.05));
    assertThat(bill.path("dominating").asText()).isEqualTo("tokensIn");
    // 750 tokens a message, at 10 cents a million.
    assertThat(bill.path("parts").path(5).path("cost").asDouble()).isCloseTo(75, within(0.001));
  }

  @Test
  void prices_of_ones_own_are_taken() throws IOException {
    ObjectNode prices = Json.readObject(Files.readString(OURS));
    prices.path("prices").forEach(price -> ((ObjectNode) price).put("usd", 0));
    Path file = Files.writeString(folder.resolve("free.json"), Json.text(prices));

    assertThat(cost("--prices", file.toString())).isZero();

    assertThat(out.toString()).containsPattern("total +\\$0\\.00");
  }

  @ParameterizedTest
  @CsvSource({
    "--messages -1,              --messages must be 0 to",
    "--events many,              'many' is not a long",
    "--live-hours 0,             --live-hours must be 1 to 730",
    "--memory-mb 1000,           '--memory-mb must be 512, 2048 or 4096'",
    "--prices nowhere.json,      --prices cannot be read: nowhere.json",
    "--prices pom.xml,           pom.xml: is not well-formed JSON",
  })
  void bad_arguments_end_with_2_and_say_what_is_wrong(String arguments, String message) {
    assertThat(cost(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void an_instance_has_the_memory_that_the_template_gives_it() throws IOException {
    JsonNode template =
        Json.readObject(Files.readString(Path.of("..", "infra", "azuredeploy.json")));
    assertThat(cost("--json")).isZero();
    assertThat(Json.readObject(out.toString()).path("memoryMb"))
        .isEqualTo(template.at("/parameters/instanceMemoryMB/defaultValue"));
  }
}
