package io.spillway.cli.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.gemini.GeminiSettings;
import io.spillway.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices and usage as data, each number with its source. */
class CostFilesTest {

  private static final Path OURS =
      Path.of("src", "main", "resources", "io", "spillway", "cli", "cost", "prices.json");

  private final ObjectNode file = ours();
  private final ObjectNode prices = (ObjectNode) file.path("prices");

  private static Map<Part, Price> prices() {
    return CostFiles.ourPrices(GeminiSettings.DEFAULT_MODEL);
  }

  private static ObjectNode ours() {
    try {
      return Json.readObject(Files.readString(OURS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void every_part_has_a_price_with_date_and_source() {
    assertThat(prices()).containsOnlyKeys(Part.values());
  }

  @Test
  void each_usage_has_a_reason() {
    Usage usage = CostFiles.ourUsage();
    assertThat(usage.uses()).allMatch(use -> use.amount() > 0 && !use.why().isBlank());
    assertThat(usage.activations()).allMatch(group -> !group.why().isBlank());
    assertThat(usage.timers()).allMatch(timer -> !timer.why().isBlank());
    for (Part part : Part.values()) {
      assertThat(usage.quantity(part, new Volume(1, 1, 0, 1, 512))).as(part.code()).isPositive();
    }
  }

  /**
   * An event's work on Cosmos DB: 7 for its content, 15.1 for stats, 5 each for log and alert, 5.1
   * to read.
   */
  @Test
  void request_units_are_those_that_were_measured() {
    Usage usage = CostFiles.ourUsage();
    double none = usage.quantity(Part.REQUEST_UNITS, new Volume(0, 0, 0, 1, 512));
    double one = usage.quantity(Part.REQUEST_UNITS, new Volume(0, 1_000, 0, 1, 512));
    assertThat(one - none).isCloseTo(37_200, within(0.001));
  }

  @Test
  void a_small_site_with_a_feed_costs_less_than_fifty_dollars() {
    Bill bill =
        Bill.of(new Volume(100_000, 20_000, 216_000, 120, 2048), CostFiles.ourUsage(), prices());
    assertThat(bill.total()).isBetween(1.0, Bill.SMALL);
  }

  @ParameterizedTest
  @CsvSource({
    "usd,    -1,           prices.executions : usd must be 0 to 1000000",
    "usd,    '\"0.4\"',    prices.executions.usd must be a number",
    "per,    0,            prices.executions : per must be more than 0",
    "free,   -1,           prices.executions : free must be 0",
    "date,   '\"lately\"', prices.executions.date must be a date",
    "source, '\" \"',      prices.executions : source must say",
    "usd,    null,         prices.executions.usd is missing",
    "extra,  1,            prices.executions.extra is not a known field",
  })
  void a_price_that_is_wrong_is_named(String field, String value, String problem) {
    ObjectNode price = (ObjectNode) prices.path("executions");
    price.set(field, Json.readObject("{\"value\":" + value + "}").get("value"));
    assertThatThrownBy(() -> CostFiles.prices(Json.text(file), GeminiSettings.DEFAULT_MODEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void all_problems_are_reported_at_once() {
    prices.remove("logs");
    prices.put("gold", 1);
    file.put("currency", "EUR");
    ((ObjectNode) file.at("/models/gemini-2.5-flash-lite")).remove("tokensOut");
    assertThatThrownBy(() -> CostFiles.prices(Json.text(file), GeminiSettings.DEFAULT_MODEL))
        .hasMessageContainingAll(
            "prices.logs is missing",
            "prices.gold is not a known field",
            "models.gemini-2.5-flash-lite.tokensOut is missing",
            "currency must be USD");
  }

  @Test
  void invalid_json_is_reported_with_its_position() {
    assertThatThrownBy(() -> CostFiles.prices("{\"prices\": ]", "any"))
        .hasMessageContaining("is not well-formed JSON, at line 1");
  }
}
