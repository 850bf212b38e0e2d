package io.spillway.cli.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads prices, which users may supply, and usage, which is built in. */
final class CostFiles {

  private static final String CURRENCY = "USD";

  private CostFiles() {}

  /** Returns the built-in prices, including those of a model. */
  static Map<Part, Price> ourPrices(String model) {
    return prices(resource("prices.json"), model);
  }

  /** Returns the measured, counted and assumed usage. */
  static Usage ourUsage() {
    return UsageFile.read(resource("usage.json"));
  }

  /**
   * Parses a user's prices, one for each part.
   *
   * @param model the model of the file whose tokens are billed
   * @throws IllegalArgumentException with every problem
   */
  static Map<Part, Price> prices(String text, String model) {
    JsonFields file = new JsonFields(Json.readObject(text));
    if (!CURRENCY.equals(file.text("currency"))) {
      file.wrong("currency", "must be " + CURRENCY);
    }
    Map<Part, Price> prices = prices(file.object("prices"), Part::isAzure);
    Map<String, Map<Part, Price>> models = new TreeMap<>();
    JsonFields named = file.object("models");
    named.names().forEach(name -> models.put(name, prices(named.object(name), Part::isGemini)));
    List<String> problems = new ArrayList<>();
    file.wrong().forEach((name, what) -> problems.add(name + " " + what));
    file.unknown().forEach(name -> problems.add(name + " is not a known field"));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Map<Part, Price> tokens = models.get(model);
    if (tokens == null) {
      throw new IllegalArgumentException(unknown(model, models.keySet()));
    }
    prices.putAll(tokens);
    return prices;
  }

  private static String unknown(String model, Set<String> known) {
    return "no price of the model '"
        + model
        + "' is known: --model must be one of "
        + String.join(", ", known)
        + ", or --prices a file that has it under models";
  }

  private static Map<Part, Price> prices(JsonFields fields, Predicate<Part> wanted) {
    Map<Part, Price> prices = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (wanted.test(part) && !fields.has(part.code())) {
        fields.wrong(part.code(), "is missing");
      } else if (wanted.test(part)) {
        Price price = price(fields, part.code());
        if (price != null) {
          prices.put(part, price);
        }
      }
    }
    return prices;
  }

  private static @Nullable Price price(JsonFields prices, String name) {
    JsonFields fields = prices.object(name);
    Double usd = require(fields, "usd", fields.number("usd"));
    Double per = require(fields, "per", fields.number("per"));
    Double free = require(fields, "free", fields.number("free"));
    LocalDate date = date(fields);
    String source = require(fields, "source", fields.text("source"));
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
    String date = require(fields, "date", fields.text("date"));
    try {
      return date == null ? null : LocalDate.parse(date);
    } catch (DateTimeParseException e) {
      fields.wrong("date", "must be a date such as 2026-11-23");
      return null;
    }
  }

  private static <T> @Nullable T require(JsonFields fields, String name, @Nullable T value) {
    if (!fields.has(name)) {
      fields.wrong(name, "is missing");
    }
    return value;
  }

  private static String resource(String name) {
    try (InputStream file = CostFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
