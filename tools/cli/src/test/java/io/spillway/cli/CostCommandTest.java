package io.spillway.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.functions.settings.Settings;
import io.spillway.testing.RepositoryRoot;
import io.spillway.wire.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Bill of {@code spillway cost}. */
class CostCommandTest {

  private static final Path OURS =
      Path.of("src", "main", "resources", "io", "spillway", "cli", "cost", "prices.json");

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
        .contains("100,000 messages, 20,000 events and 0 feed polls", "total", "dominates")
        .contains("by gemini-3.5-flash-lite", "$0.3 / 1,000,000", "$2.5 / 1,000,000")
        .doesNotContain("WARNING");
  }

  /** Settings and template have one default, which has a price. */
  @Test
  void without_a_name_the_model_is_the_one_that_a_deployment_asks() throws IOException {
    Map<String, String> key = Map.of("GEMINI_API_KEY", "AIzaSyTest-0123456789");
    assertThat(cost("--json")).isZero();
    assertThat(Json.readObject(out.toString()).path("model").asText())
        .isEqualTo(requireNonNull(Settings.from(key).gemini()).model())
        .isEqualTo(template().at("/parameters/geminiModel/defaultValue").asText());
  }

  @Test
  void another_model_is_paid_by_its_own_prices() {
    assertThat(cost("--json", "--messages", "1000000", "--model", "gemini-2.5-flash-lite"))
        .isZero();
    // 750 and 15 tokens a message, at 10 and 40 cents a million.
    assertThat(Json.readObject(out.toString()).path("google").asDouble())
        .isCloseTo(81, within(0.01));
  }

  @Test
  void a_model_without_a_price_is_refused_with_those_that_have_one() {
    assertThat(cost("--model", "gemini-9-ultra")).isEqualTo(2);
    assertThat(err.toString())
        .contains("no price of the model 'gemini-9-ultra'", "--prices")
        .contains("gemini-2.5-flash-lite, gemini-3.5-flash-lite");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void prices_of_ones_own_may_have_a_model_of_ones_own() throws IOException {
    ObjectNode prices = Json.readObject(Files.readString(OURS));
    ObjectNode models = (ObjectNode) prices.path("models");
    models.set("gemini-9-ultra", models.path("gemini-2.5-flash-lite"));
    Path file = Files.writeString(folder.resolve("own.json"), Json.text(prices));

    assertThat(cost("--prices", file.toString(), "--model", "gemini-9-ultra")).isZero();
  }

  @Test
  void a_large_one_is_warned_of_and_prices_without_a_source_are_marked() {
    assertThat(cost("--messages", "1000000", "--events", "200000")).isZero();
    assertThat(out.toString())
        .contains("WARNING: more than $50.00 a month", "Gemini: input dominates")
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
    // 750 tokens a message, at 30 cents a million.
    assertThat(bill.path("parts").path(5).path("cost").asDouble()).isCloseTo(225, within(0.001));
    assertThat(bill.path("azure").asDouble() + bill.path("google").asDouble())
        .isCloseTo(bill.path("total").asDouble(), within(0.011));
  }

  @Test
  void a_price_file_is_used() throws IOException {
    ObjectNode prices = Json.readObject(Files.readString(OURS));
    prices.path("prices").forEach(price -> ((ObjectNode) price).put("usd", 0));
    prices
        .path("models")
        .forEach(model -> model.forEach(price -> ((ObjectNode) price).put("usd", 0)));
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
  void invalid_arguments_exit_with_2_and_a_message(String arguments, String message) {
    assertThat(cost(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  private static JsonNode template() throws IOException {
    return Json.readObject(Files.readString(RepositoryRoot.resolve("infra/azuredeploy.json")));
  }

  @Test
  void an_instance_has_the_memory_that_the_template_gives_it() throws IOException {
    JsonNode template = template();
    assertThat(cost("--json")).isZero();
    assertThat(Json.readObject(out.toString()).path("memoryMb"))
        .isEqualTo(template.at("/parameters/instanceMemoryMB/defaultValue"));
  }
}
