package io.spillway.local.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.RequestUnits;
import io.spillway.local.cost.Volume.Basis;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is data: prices, which anyone may hand in, and usage, which is ours. */
final class CostFiles {

  private static final String CURRENCY = "USD";

  private CostFiles() {}

  /** The prices that come with this. */
  static Map<Part, Price> ourPrices() {
    return prices(resource("prices.json"));
  }

  /** What we have measured, counted and assumed. */
  static Usage ourUsage() {
    ObjectNode file = Json.readObject(resource("usage.json"));
    List<Usage.Use> uses = new ArrayList<>();
    file.path("uses").forEach(use -> uses.add(use(use)));
    List<Usage.Activation> activations = new ArrayList<>();
    file.path("groups").forEach(group -> activations.add(activation(group)));
    return new Usage(uses, activations);
  }

  /**
   * Prices of one's own, one for each part.
   *
   * @throws IllegalArgumentException that names everything that is wrong
   */
  static Map<Part, Price> prices(String text) {
    JsonFields file = new JsonFields(Json.readObject(text));
    if (!CURRENCY.equals(file.text("currency"))) {
      file.wrong("currency", "must be " + CURRENCY);
    }
    JsonFields fields = file.object("prices");
    Map<Part, Price> prices = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (!fields.has(part.code())) {
        fields.wrong(part.code(), "is missing");
      } else {
        Price price = price(fields, part.code());
        if (price != null) {
          prices.put(part, price);
        }
      }
    }
    List<String> problems = new ArrayList<>();
    file.wrong().forEach((name, what) -> problems.add(name + " " + what));
    file.unknown().forEach(name -> problems.add(name + " is not known"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return prices;
  }

  private static @Nullable Price price(JsonFields prices, String name) {
    JsonFields fields = prices.object(name);
    Double usd = needed(fields, "usd", fields.number("usd"));
    Double per = needed(fields, "per", fields.number("per"));
    Double free = needed(fields, "free", fields.number("free"));
    LocalDate date = date(fields);
    String source = needed(fields, "source", fields.text("source"));
    boolean assumed = Boolean.TRUE.equals(fields.flag("assumed"));
    if (usd == null || per == null || free == null || date == null || source == null) {
      return null;
    }
    try {
      return new Price(usd, per, free, date, source, assumed);
    } catch (IllegalArgumentException e) {
      prices.wrong(name, ": " + e.getMessage());
      return null;
    }
  }

  private static @Nullable LocalDate date(JsonFields fields) {
    String date = needed(fields, "date", fields.text("date"));
    try {
      return date == null ? null : LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      fields.wrong("date", "must be a date such as 2026-11-23");
      return null;
    }
  }

  private static <T> @Nullable T needed(JsonFields fields, String name, @Nullable T value) {
    if (!fields.has(name)) {
      fields.wrong(name, "is missing");
    }
    return value;
  }

  private static Usage.Use use(JsonNode use) {
    double amount =
        use.has("measured")
            ? RequestUnits.of(use.path("measured").asText()) * use.path("times").asDouble(1)
            : use.path("amount").asDouble();
    return new Usage.Use(
        Part.of(use.path("part").asText()), basis(use), amount, use.path("why").asText());
  }

  private static Usage.Activation activation(JsonNode group) {
    return new Usage.Activation(
        group.path("name").asText(),
        basis(group),
        group.path("activations").asDouble(),
        group.path("seconds").asDouble(),
        group.path("why").asText());
  }

  private static Basis basis(JsonNode node) {
    return Basis.valueOf(node.path("for").asText().toUpperCase(Locale.ROOT));
  }

  private static String resource(String name) {
    try (InputStream file = CostFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
